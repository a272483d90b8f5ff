package dev.levada.recovery;

import dev.levada.s3.S3Server;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The package that is deployed, under AWS's own runtime interface client, in a process of its own that can be killed.
final class PackagedFunction implements AutoCloseable {

    private final Path root;
    private final Path client;
    private final Path library;
    private final Path log;
    private final RuntimeApi api = new RuntimeApi();
    private final Map<String, String> environment;
    private final Map<String, String> more;
    private final List<String> launcher;
    private Process process;
    private int starts;

    /// @param zip the package
    /// @param client folder with the jars of the runtime interface client, which AWS brings and the package does not
    /// @param folder to unpack it in, unless it is unpacked there already
    /// @param s3 where it finds S3
    PackagedFunction(Path zip, Path client, Path folder, URI s3, IntakeQueue queue, Map<String, String> more)
            throws IOException {
        this(zip, client, folder, s3, queue, more, List.of());
    }

    /// @param launcher command that becomes the function's, such as one that limits it
    PackagedFunction(Path zip, Path client, Path folder, URI s3, IntakeQueue queue, Map<String, String> more,
            List<String> launcher) throws IOException {
        this.root = Files.exists(folder) ? folder : unpacked(zip, folder).toAbsolutePath();
        this.log = Files.createTempFile(folder, "function-", ".log");
        this.client = client;
        this.library = library(client, folder);
        this.environment = Map.of("AWS_LAMBDA_RUNTIME_API", api.address(), "LAMBDA_TASK_ROOT", root.toString(),
                "_HANDLER", "dev.levada.entry.lambda.StreamHandler::handleRequest", "AWS_REGION",
                S3Server.REGION.id(), "AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY",
                S3Server.SECRET_KEY, "AWS_ENDPOINT_URL_S3", s3.toString(), "AWS_ENDPOINT_URL_SQS",
                queue.endpoint(), "LEVADA_INTAKE_QUEUE", queue.url(), "JAVA_TOOL_OPTIONS",
                "-XX:+UseSerialGC -Xms8m -Xmx64m --add-opens=java.base/java.lang=ALL-UNNAMED"
                        + " --enable-native-access=ALL-UNNAMED");
        this.more = more;
        this.launcher = launcher;
    }

    /// The client's native part. By itself it would unpack it to one place in `/tmp` for all processes, where one can meet what
    /// another has written half of.
    private static Path library(Path client, Path folder) throws IOException {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        Path unpacked = Files.createTempFile(folder, "libaws-lambda-jni-", ".so");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(client, "*-runtime-interface-client-*.jar")) {
            try (JarFile jar = new JarFile(jars.iterator().next().toFile());
                    InputStream content = jar
                            .getInputStream(jar.getEntry("jni/libaws-lambda-jni.linux-" + processor + ".so"))) {
                Files.copy(content, unpacked, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return unpacked;
    }

    /// With its own runtime: as Lambda does, with the times and permissions of the files.
    private static Path unzipped(Path zip, Path folder) throws IOException {
        try {
            int end = new ProcessBuilder("unzip", "-q", zip.toString(), "-d", folder.toString()).inheritIO().start()
                    .waitFor();
            Verdict.check(end == 0, "unzip " + zip + " ended with " + end);
            return folder;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Path unpacked(Path zip, Path folder) throws IOException {
        try (JarFile jar = new JarFile(zip.toFile())) {
            if (jar.getEntry("bootstrap") != null) {
                return unzipped(zip, folder);
            }
        }
        try (InputStream file = Files.newInputStream(zip); ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
        return folder;
    }

    private void start() throws IOException {
        List<String> command = new ArrayList<>(launcher);
        String option = "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library;
        Path bootstrap = root.resolve("bootstrap");
        if (Files.exists(bootstrap)) {
            command.add(bootstrap.toString());
        } else {
            command.addAll(onManagedRuntime(option));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LEVADA_JAVA_OPTIONS", "-XX:AOTCache=levada.aot " + option);
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        starts++;
    }

    private List<String> onManagedRuntime(String option) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), option, "-cp",
                root + File.pathSeparator + root.resolve("lib") + "/*" + File.pathSeparator + client + "/*",
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", environment.get("_HANDLER"));
    }

    /// One invocation. A function that has not answered when the time is over is killed, as Lambda does; a new one is started
    /// for the next event.
    RuntimeApi.Result invoke(String event, Duration time) throws IOException, InterruptedException {
        return invoke(event, time, time);
    }

    /// One invocation that is killed before the function expects it.
    RuntimeApi.Result invoke(String event, Duration time, Duration told) throws IOException, InterruptedException {
        if (process == null || !process.isAlive()) {
            start();
        }
        RuntimeApi.Result result;
        try {
            result = api.invoke(event, time, told, process::isAlive);
        } catch (IllegalStateException notReady) {
            System.out.println(Files.readString(log));
            throw notReady;
        }
        if (result instanceof RuntimeApi.Result.Silent) {
            kill();
        }
        return result;
    }

    /// SIGKILL: nothing of it gets to know.
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    /// What the kernel says of the living process: a line of `/proc/PID/status`, such as `VmHWM`, in bytes.
    long bytes(String line) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(text -> text.startsWith(line + ":"))
                .mapToLong(text -> Long.parseLong(text.replaceAll("[^0-9]", "")) << 10).findFirst().orElseThrow();
    }

    /// CPU time of the living process so far, user and system, from its start.
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /// What it has printed.
    String log() throws IOException {
        return Files.readString(log);
    }

    /// Of the last invocation: from the event taken to the answer given.
    Duration lasted() {
        return api.lasted();
    }

    /// Processes that there were.
    int starts() {
        return starts;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        api.close();
    }
}
