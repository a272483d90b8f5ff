package dev.levada.stage.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// ISA-L where the platform has it and zlib where not, told by nothing but the bytes. Each case is a process of its own: a library is loaded once.
class IsalLoadingTest {

    /// The process: says what it packs by, and dies without tidying up.
    static final class Main {

        public static void main(String[] args) {
            System.out.print(Packing.fastest(Compression.GZIP));
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    @TempDir
    Path temporary;

    /// All that the process writes, to standard error too.
    private static String fastest(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add(Main.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    @EnabledIf("dev.levada.stage.pack.IsalDeflater#isSupported")
    void aProcessThatIsKilledLeavesNothing() throws IOException, InterruptedException {
        assertEquals("ISAL", fastest("-Djava.io.tmpdir=" + temporary));
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.filter(path -> !path.getFileName().toString().startsWith("hsperf")).toList());
        }
    }

    @Test
    void withoutAPlaceForTheLibraryThereIsZlib() throws IOException, InterruptedException {
        String said = fastest("-Djava.io.tmpdir=" + temporary.resolve("nowhere"));
        assertTrue(said.endsWith("ZLIB"), said); // of the folder, Java itself says a word before
    }

    @Test
    void onArm64ThereIsZlib() throws IOException, InterruptedException {
        assertEquals("ZLIB", fastest("-Dos.arch=aarch64", "-Djava.io.tmpdir=" + temporary));
        try (Stream<Path> left = Files.list(temporary)) {
            assertTrue(left.noneMatch(path -> path.toString().contains("isal")), "nothing was extracted");
        }
    }
}
