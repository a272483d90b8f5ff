package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Whoever has no zstd pays nothing for it: the codec works where zstd-jni is missing altogether.
public final class ClassLoadingTest {

    private static final byte[] TEXT = "[1,2,3]".getBytes(StandardCharsets.UTF_8);

    /// Defines our classes anew and has no zstd-jni to give them.
    private static final class WithoutZstd extends ClassLoader {

        WithoutZstd() {
            super(ClassLoadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("com.github.luben.")) {
                    throw new ClassNotFoundException(name);
                }
                if (!name.startsWith("dev.levada.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defined(name) : loaded;
            }
        }

        private Class<?> defined(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException trouble) {
                throw new ClassNotFoundException(name, trouble);
            }
        }
    }

    /// Runs inside the other loader, by reflection.
    public static String decompressed(byte[] encoded) {
        Decoded decoded = Decoded.whole(slabs -> new Decompressor(slabs, 23), encoded);
        return new String(decoded.text(), StandardCharsets.UTF_8);
    }

    private static Object decompressedWithoutZstd(byte[] encoded) throws ReflectiveOperationException {
        Class<?> other = Class.forName(ClassLoadingTest.class.getName(), true, new WithoutZstd());
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
