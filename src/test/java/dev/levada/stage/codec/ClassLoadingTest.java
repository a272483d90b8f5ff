package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.contract.LoaderWithout;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Whoever has no zstd pays nothing for it: the codec works where zstd-jni is missing altogether.
public final class ClassLoadingTest {

    private static final byte[] TEXT = "[1,2,3]".getBytes(StandardCharsets.UTF_8);

    /// Runs inside the other loader, by reflection.
    public static String decompressed(byte[] encoded) {
        Decoded decoded = Decoded.whole(slabs -> new Decompressor(slabs, 23), encoded);
        return new String(decoded.text(), StandardCharsets.UTF_8);
    }

    private static Object decompressedWithoutZstd(byte[] encoded) throws ReflectiveOperationException {
        Class<?> other = Class.forName(ClassLoadingTest.class.getName(), true, new LoaderWithout("com.github.luben."));
        return other.getMethod("decompressed", byte[].class).invoke(null, (Object) encoded);
    }

    @Test
    void zstdIsNotLoadedForGzipAndPlainText() throws ReflectiveOperationException {
        assertEquals("[1,2,3]", decompressedWithoutZstd(TEXT));
        assertEquals("[1,2,3]", decompressedWithoutZstd(Gzipped.member(TEXT)));
    }

    @Test
    void theLoaderReallyHasNoZstd() {
        byte[] frame = ZstdTest.frame(TEXT, true);
        InvocationTargetException missing = assertThrows(InvocationTargetException.class,
                () -> decompressedWithoutZstd(frame));
        assertEquals(NoClassDefFoundError.class, missing.getCause().getClass());
    }
}
