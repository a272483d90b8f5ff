package dev.levada.stage.pack;

import com.intel.gkl.compression.IntelDeflater;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// ISA-L (Intel's Intelligent Storage Acceleration Library) at level 2, by way of the Genomics Kernel Library: a tenth of zlib's time
/// for files a tenth larger. Its assembler makes the same bytes on every x86-64 with SSE 4.2.
final class IsalDeflater implements BlockDeflater {

    /// ISA-L's own highest: 3 and above are zlib in this library.
    private static final int LEVEL = 2;

    /// The stream of nothing: a last block of fixed codes (RFC 1951, 3.2.6), and its end.
    private static final byte[] NOTHING = {3, 0};

    private final IntelDeflater deflater = new IntelDeflater(LEVEL, true);

    private IsalDeflater() {
    }

    /// A deflater.
    ///
    /// @throws IllegalStateException where [#isSupported] says no
    static IsalDeflater open() {
        if (!isSupported()) {
            throw new IllegalStateException("expected ISA-L, got a platform without");
        }
        return new IsalDeflater();
    }

    /// Whether this process has it.
    static boolean isSupported() {
        return Library.LOADED;
    }

    /// Loaded with the first question.
    private static final class Library {

        private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

        static final boolean LOADED = X86_64.contains(System.getProperty("os.arch")) && load();

        /// Extracts the library into a folder of its own, which is gone when it is loaded: a process that is killed leaves nothing.
        /// Where there is no place for it, or it is built for another system, there is zlib.
        private static boolean load() {
            // What the loader would log, and take 50 ms for, is what it returns.
            System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
            try {
                Path folder = Files.createTempDirectory("levada-isal-");
                try {
                    return new IntelDeflater(LEVEL, true).load(folder.toFile());
                } finally {
                    remove(folder.toFile());
                }
            } catch (IOException | LinkageError missing) {
                return false;
            }
        }

        /// What cannot be removed (a library in use, on some systems) is left to the system.
        private static void remove(File folder) {
            File[] files = folder.listFiles();
            if (files != null) {
                for (File file : files) {
                    file.deleteOnExit();
                    file.delete();
                }
            }
            folder.delete();
        }
    }

    @Override
    public int deflate(byte[] plain, int length, byte[] into, int at) {
        if (length == 0) { // which it refuses
            System.arraycopy(NOTHING, 0, into, at, NOTHING.length);
            return at + NOTHING.length;
        }
        deflater.reset();
        deflater.setInput(plain, 0, length);
        deflater.finish();
        int made = deflater.deflate(into, 0, into.length - at); // it takes no offset but 0
        if (!deflater.finished()) {
            throw new IllegalStateException("expected " + BlockDeflater.bound(length) + " bytes of room, got less");
        }
        System.arraycopy(into, 0, into, at, made);
        return at + made;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
