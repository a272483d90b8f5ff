package dev.levada.recovery;

import dev.levada.entry.cli.Levada;
import dev.levada.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A Java process that can be killed.
///
/// @param process the process
record CommandProcess(Process process) {

    /// As the launcher starts Java, but that it compiles quickly rather than well: these processes do not get old.
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms8m", "-Xmx64m", "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /// What a process needs to know of an S3 server.
    static Map<String, String> s3(URI endpoint) {
        return Map.of("AWS_REGION", S3Server.REGION.id(), "AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY, "AWS_ENDPOINT_URL_S3", endpoint.toString());
    }

    /// The command line.
    ///
    /// @param installed what it is started from
    /// @param log where its output goes
    static CommandProcess levada(Installed installed, Path log, Map<String, String> environment, String... arguments)
            throws IOException {
        return java(List.of(installed.option(), "-cp", installed.classPath()), Levada.class, log, environment,
                arguments);
    }

    /// The command as it is installed. Its classes are loaded and verified once, for all processes behind the first.
    ///
    /// @param classPath that the launcher would take
    /// @param archive of its classes; the first process writes it when it ends
    record Installed(String classPath, Path archive) {

        private String option() {
            return (Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive;
        }
    }

    /// Any main.
    static CommandProcess java(List<String> options, Class<?> main, Path log, Map<String, String> environment,
            String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(new TreeMap<>(environment));
        return new CommandProcess(builder.start());
    }

    /// Its exit code, 137 where it was killed.
    int ended() throws InterruptedException {
        return process.waitFor();
    }

    /// SIGKILL, after so long.
    ///
    /// @return false where it had ended before
    boolean killed(long millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            return false;
        }
        kill();
        return true;
    }

    /// SIGKILL: nothing of it gets to know.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
