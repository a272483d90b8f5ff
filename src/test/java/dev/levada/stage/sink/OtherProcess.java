package dev.levada.stage.sink;

import dev.levada.model.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A process of its own that begins a part on the disk, says how that went, and waits to be killed.
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final String said;

    private OtherProcess(Process process, String said) {
        this.process = process;
        this.said = said;
    }

    static OtherProcess begin(Path root, String run, String key) {
        try {
            String classes = place(OtherProcess.class) + System.getProperty("path.separator") + place(Staging.class);
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classes, OtherProcess.class.getName(),
                    root.toString(), run, key).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new OtherProcess(process, process.inputReader(StandardCharsets.UTF_8).readLine());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException noPath) {
            throw new IllegalStateException(noPath);
        }
    }

    /// `begun`, or the code of the failure.
    String said() {
        return said;
    }

    /// Kills it.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws IOException {
        String said = "begun";
        try {
            new FileStaging(Path.of(arguments[0]), arguments[1]).begin(arguments[2]).write(new byte[100], 0, 100);
        } catch (Failure failure) {
            said = failure.code().name();
        }
        System.out.println(said);
        System.in.read();
    }
}
