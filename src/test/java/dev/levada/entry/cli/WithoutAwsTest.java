package dev.levada.entry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.contract.LoaderWithout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever has files only pays nothing for S3: every command works where the AWS SDK is missing altogether.
public final class WithoutAwsTest {

    @TempDir
    private Path folder;

    /// Runs inside the other loader, by reflection; gives the exit code and what was printed.
    public static String typed(String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(printed, true, UTF_8);
        int code = Levada.execute(new Terminal(both, both, input -> new ProgressDisplay.Silent()), Path.of("demo"),
                arguments);
        return code + " " + printed.toString(UTF_8);
    }

    private static String typedWithoutAws(String... arguments) throws ReflectiveOperationException {
        Class<?> other = Class.forName(WithoutAwsTest.class.getName(), true, new LoaderWithout("software.amazon."));
        return (String) other.getMethod("typed", String[].class).invoke(null, (Object) arguments);
    }

    private static void assertDone(String... arguments) throws ReflectiveOperationException {
        String outcome = typedWithoutAws(arguments);
        assertEquals("0", outcome.substring(0, 1), outcome);
    }

    @Test
    void noCommandOnFilesLoadsTheSdk() throws ReflectiveOperationException, IOException {
        String export = Files.writeString(folder.resolve("a.json"), "[{\"id\":1},{\"id\":,}]").toString();
        String output = folder.resolve("out").toString();
        assertDone("run", export, "--output", output);
        assertDone("size", export);
        assertDone("show", export, "--record", "0", "--output", output);
        Path run;
        try (Stream<Path> runs = Files.list(folder.resolve("out/identity/runs"))) {
            run = runs.findFirst().orElseThrow();
        }
        assertDone("replay", run.toString());
        assertDone("sweep", output);
    }

    @Test
    void theLoaderReallyHasNoSdk() {
        assertThrows(InvocationTargetException.class,
                () -> typedWithoutAws("sweep", "s3://bucket").codePoints().count());
    }
}
