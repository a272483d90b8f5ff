package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher script, on a machine made of folders: nothing of the real one but a few tools is in reach.
final class LauncherTest {

    private static final List<String> TOOLS = List.of("sh", "readlink", "dirname", "find", "head", "sed", "mkdir", "ln",
            "rm", "sleep", "cat", "touch", "stty", "mv", "wc");
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    private Path temp;

    private Path machine;
    private Path home;
    private Path bin;
    private final Map<String, String> environment = new HashMap<>();

    /// What a call left.
    record Ended(int code, List<String> out, List<String> err) {
    }

    @BeforeEach
    void aMachineWithABuiltLevadaAndNoJava() throws IOException {
        machine = Files.createDirectories(temp.toRealPath().resolve("a machine"));
        home = Files.createDirectories(machine.resolve("my levada"));
        bin = Files.createDirectories(machine.resolve("bin"));
        for (String tool : TOOLS) {
            script(bin.resolve(tool), "#!/bin/sh\nexec " + whereIs(tool) + " \"$@\"\n");
        }
        environment.put("PATH", bin.toString());
        environment.put("HOME", machine.resolve("user").toString());
        String launcher = Files.readString(Path.of("levada"));
        String places = launcher.replaceAll("(?<= )(/usr|/opt|/Library)(?=/[a-zA-Z0-9*/]+)", "\"\\$MACHINE\"$1");
        assertFalse(places.equals(launcher), "the usual places are those of the machine");
        environment.put("MACHINE", machine.toString());
        script(home.resolve("levada"), places);
        source("pom.xml");
        source("src/main/java/Levada.java");
        source("pipelines/users.yaml");
        Files.createDirectories(home.resolve("target"));
        Path jar = Files.createFile(home.resolve("target/levada-0.1.0-runner.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
        Files.createFile(home.resolve("target/levada-training.log"));
    }

    private static Path whereIs(String tool) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return Path.of(folder, tool);
            }
        }
        throw new AssertionError("expected " + tool + " in the PATH");
    }

    private void source(String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        for (Path path = file; path.startsWith(home); path = path.getParent()) {
            Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
        }
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A Java home whose `java` prints its place and arguments instead of running anything.
    private Path java(String place, String version) throws IOException {
        Path javaHome = machine.resolve(place);
        script(javaHome.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
        script(javaHome.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(javaHome.resolve("release"),
                "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nX=\"=\"\n");
        return javaHome;
    }

    private void maven(String text) throws IOException {
        script(home.resolve("mvnw"), "#!/bin/sh\n" + text);
    }

    private Process start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(machine.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended end(Process process) throws Exception {
        process.getOutputStream().close();
        List<String> out = process.inputReader().lines().toList();
        List<String> err = process.errorReader().lines().toList();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the launcher ends");
        return new Ended(process.exitValue(), out, err);
    }

    private Ended launch(String... arguments) throws Exception {
        return end(start(home.resolve("levada"), arguments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run,small export.json,--output,out",
            "run,--again,small export.json,small export.json,--output=out"})
    void smallExportsAreLeftToTheFirstCompiler(String arguments) throws Exception {
        java("usr/lib/jvm/jdk-21", "21.0.5");
        Files.writeString(machine.resolve("small export.json"), "[]");
        Ended ended = launch(arguments.split(","));
        assertEquals(List.of(), ended.err());
        assertTrue(ended.out().contains(FIRST_COMPILER_ONLY), () -> ended.out().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run,large.json", "run,small.json,large.json", "run,small.json.gz", "run,small.json,-",
            "run,missing.json",
            "run,.", "run,s3://exports/users.json,--pipeline,small.json", "demo", "show,small.json"})
    void whatMayBeLargeHasBoth(String arguments) throws Exception {
        java("usr/lib/jvm/jdk-21", "21.0.5");
        Files.createFile(home.resolve("target/levada-s3-training.log"));
        Files.writeString(machine.resolve("small.json"), "[]");
        Files.writeString(machine.resolve("small.json.gz"), "packed");
        try (RandomAccessFile large = new RandomAccessFile(machine.resolve("large.json").toFile(), "rw")) {
            large.setLength(65_000_000);
        }
        Ended ended = launch(arguments.split(","));
        assertEquals(List.of(), ended.err());
        assertTrue(ended.out().contains("-XX:+UseSerialGC"));
        assertFalse(ended.out().contains(FIRST_COMPILER_ONLY), () -> ended.out().toString());
    }

    private void assertLaunches(Path javaHome) throws Exception {
        Ended ended = launch();
        assertEquals(List.of(), ended.err());
        assertEquals(javaHome.resolve("bin/java").toString(), ended.out().getFirst());
    }

    @Test
    void argumentsArriveUntouched() throws Exception {
        java("usr/lib/jvm/jdk-21", "21.0.2");
        List<String> typed = List.of("run", "a file.json", "", "*", "$HOME", "--output", "ø");
        Ended ended = launch(typed.toArray(String[]::new));
        assertEquals(0, ended.code());
        List<String> out = ended.out();
        int main = out.indexOf("dev.levada.entry.cli.Levada");
        assertEquals(typed, out.subList(main + 1, out.size()));
        String target = home + "/target/";
        assertEquals(List.of("-cp", target + "levada-0.1.0-runner.jar:" + target + "lib/*"),
                out.subList(main - 2, main));
    }

    @Test
    void theHomeIsFoundThroughSymbolicLinks() throws Exception {
        java("usr/lib/jvm/jdk-21", "21.0.2");
        Files.createSymbolicLink(machine.resolve("link"), Path.of("my levada/levada"));
        Files.createSymbolicLink(bin.resolve("levada"), Path.of("../link"));
        Ended ended = end(start(bin.resolve("levada")));
        assertEquals(List.of(), ended.err());
        assertTrue(ended.out().contains(home + "/target/levada-0.1.0-runner.jar:" + home + "/target/lib/*"));
    }

    @Test
    void javaHomeComesFirst() throws Exception {
        java("usr/lib/jvm/jdk-25", "25");
        Path mine = java("a java home", "21.0.2");
        environment.put("JAVA_HOME", mine.toString());
        assertLaunches(mine);
    }

    @Test
    void aJavaHomeThatIsTooOldIsPassedOver() throws Exception {
        environment.put("JAVA_HOME", java("old", "17.0.10").toString());
        assertLaunches(java("usr/lib/jvm/jdk-21", "21.0.2"));
    }

    @Test
    void aJavaHomeOfAnotherAgeIsPassedOver() throws Exception {
        environment.put("JAVA_HOME", java("ancient", "1.8.0_392").toString());
        assertLaunches(java("opt/java-21", "21"));
    }

    @Test
    void aJavaHomeThatIsNotThereIsPassedOver() throws Exception {
        environment.put("JAVA_HOME", machine.resolve("nowhere").toString());
        assertLaunches(java("user/.sdkman/candidates/java/21.0.2-tem", "21.0.2"));
    }

    @Test
    void aJavaThatDoesNotRunIsPassedOver() throws Exception {
        Path broken = java("broken", "21");
        Files.delete(broken.resolve("release"));
        script(broken.resolve("bin/java"), "#!/bin/sh\necho 'cannot execute binary file' >&2\nexit 126\n");
        environment.put("JAVA_HOME", broken.toString());
        assertLaunches(java("usr/lib/jvm/jdk-21", "21.0.2"));
    }

    @Test
    void theJavaOfThePathComesBeforeTheUsualPlaces() throws Exception {
        java("usr/lib/jvm/jdk-25", "25");
        Path onPath = java("elsewhere/jdk", "21");
        Files.createSymbolicLink(bin.resolve("java"), onPath.resolve("bin/java"));
        assertEquals(bin.resolve("java").toString(), launch().out().getFirst());
    }

    @Test
    void aJavaWithoutReleaseFileIsAskedForItsVersion() throws Exception {
        String java = """
                #!/bin/sh
                if [ "$1" = -version ]; then
                    echo 'Picked up JAVA_TOOL_OPTIONS: -Dx' >&2
                    echo 'openjdk version "23-ea" 2024-09-17' >&2
                else
                    echo ran
                fi
                """;
        script(bin.resolve("java"), java);
        assertEquals(List.of("ran"), launch().out());
    }

    @Test
    void theNewestOfTheUsualPlacesIsTaken() throws Exception {
        java("usr/lib/jvm/a-jdk-21", "21.0.9");
        java("usr/lib/jvm/b-jdk-17", "17");
        java("opt/java-8", "1.8.0");
        Path newest = java("Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home", "25.0.1");
        java("user/.sdkman/candidates/java/24-tem", "24");
        assertLaunches(newest);
    }

    @Test
    void withoutAnyJavaOneLineSaysWhatToInstall() throws Exception {
        Ended ended = launch();
        assertEquals(2, ended.code());
        assertEquals(List.of("levada: needs a JDK, version 21 or later, and found none: install one"
                + " (https://adoptium.net) or set JAVA_HOME"), ended.err());
    }

    @Test
    void whereAllAreTooOldTheLineSaysSo() throws Exception {
        java("usr/lib/jvm/b-jdk-17", "17.0.1");
        Ended ended = launch();
        assertEquals(2, ended.code());
        assertEquals(1, ended.err().size());
        assertTrue(ended.err().getFirst().contains("found only Java 17"), ended.err().getFirst());
    }

    @Test
    void javaOptionsOfTheUserComeAfterOurs() throws Exception {
        java("usr/lib/jvm/jdk-21", "21");
        environment.put("LEVADA_JAVA_OPTIONS", "-Xmx1g  -Dx=*");
        List<String> out = launch().out();
        assertTrue(out.indexOf("-Xmx1g") > out.indexOf("-Xmx64m"));
        assertEquals("-Dx=*", out.get(out.indexOf("-Xmx1g") + 1));
    }

    @ParameterizedTest
    @CsvSource({"25.0.1, levada.aot, AOTCache", "21.0.2, levada.jsa, SharedArchiveFile"})
    void aCacheOfTheJarIsReadInTheWordsOfTheJava(String version, String file, String option) throws Exception {
        java("usr/lib/jvm/jdk", version);
        Path cache = Files.createFile(home.resolve("target").resolve(file));
        Files.setLastModifiedTime(cache, FileTime.from(Instant.now()));
        assertTrue(launch().out().contains("-XX:" + option + "=" + cache));
        Files.setLastModifiedTime(cache, FileTime.from(LONG_AGO));
        assertFalse(String.join(" ", launch().out()).contains(option), "it is of another jar");
    }

    /// ex one that `./mvnw verify` has built
    @Test
    void aJarThatWasNotTrainedForIsTrainedForOnce() throws Exception {
        java("usr/lib/jvm/jdk-25", "25");
        Files.delete(home.resolve("target/levada-training.log"));
        environment.put("LEVADA_JAVA_OPTIONS", "-Dof=this-call-only");
        assertEquals(List.of("levada: training (once)..."), launch().err());
        List<String> trained = Files.readAllLines(home.resolve("target/levada-training.log"));
        assertTrue(trained.contains("-XX:AOTCacheOutput=" + home.resolve("target/levada.aot")), trained.toString());
        assertTrue(trained.contains("demo"), trained.toString());
        assertFalse(trained.contains("-Dof=this-call-only"), trained.toString());
        assertEquals(List.of(), launch().err());
        assertFalse(Files.exists(home.resolve("target/training")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://exports/users.json", "--output=s3://finished/users"})
    void callsThatNamePlacesOnS3HaveACacheOfTheirOwn(String place) throws Exception {
        java("usr/lib/jvm/jdk-25", "25");
        assertEquals(List.of("levada: training (once)..."), launch("run", place).err());
        List<String> trained = Files.readAllLines(home.resolve("target/levada-s3-training.log"));
        assertTrue(trained.contains("-XX:AOTCacheOutput=" + home.resolve("target/levada-s3.aot")), trained.toString());
        assertTrue(trained.contains(S3Training.class.getName()), trained.toString());
        Files.createFile(home.resolve("target/levada-s3.aot"));
        Ended called = launch("run", place);
        assertEquals(List.of(), called.err());
        assertTrue(called.out().contains("-XX:AOTCache=" + home.resolve("target/levada-s3.aot")), called.toString());
        assertTrue(called.out().contains(Levada.class.getName()), called.toString());
        assertFalse(String.join(" ", launch("run", "export.json").out()).contains("levada-s3"));
    }

    @Test
    void aMissingJarIsBuiltOnce() throws Exception {
        Path javaHome = java("usr/lib/jvm/jdk-21", "21");
        Files.delete(home.resolve("target/levada-0.1.0-runner.jar"));
        maven("echo noise; echo \"$JAVA_HOME $JAVA21_HOME $(pwd) $*\" >> builds; : > target/levada-0.1.0-runner.jar\n");
        Ended first = launch("--version");
        assertEquals(List.of("levada: building (once)..."), first.err());
        assertEquals(0, first.code());
        assertEquals("--version", first.out().getLast());
        assertEquals(List.of(), launch().err());
        List<String> builds = Files.readAllLines(home.resolve("builds"));
        assertEquals(1, builds.size());
        assertTrue(builds.getFirst().startsWith(javaHome + " " + javaHome + " " + home + " -q "), builds.getFirst());
        assertTrue(builds.getFirst().endsWith(" package"), builds.getFirst());
        assertFalse(Files.exists(home.resolve("target/.levada-building")));
    }

    @Test
    void mavenKeepsAJavaThatItRunsOn() throws Exception {
        java("usr/lib/jvm/jdk-21", "21");
        Path old = java("elsewhere/jdk-17", "17");
        Files.createSymbolicLink(bin.resolve("java"), old.resolve("bin/java"));
        Files.createSymbolicLink(bin.resolve("javac"), old.resolve("bin/javac"));
        Files.delete(home.resolve("target/levada-0.1.0-runner.jar"));
        maven("echo \"${JAVA_HOME-unset}\" >> builds; : > target/levada-0.1.0-runner.jar\n");
        assertEquals(0, launch().code());
        assertEquals(List.of("unset"), Files.readAllLines(home.resolve("builds")));
    }

    @Test
    void whatIsNewerThanTheJarIsBuilt() throws Exception {
        java("usr/lib/jvm/jdk-21", "21");
        maven("echo built >> builds; : > target/levada-0.1.0-runner.jar\n");
        for (String name : List.of("pom.xml", "src/main/java/Levada.java", "pipelines/users.yaml")) {
            Files.setLastModifiedTime(home.resolve("target/levada-0.1.0-runner.jar"), FileTime.from(LONG_AGO));
            Files.setLastModifiedTime(home.resolve(name), FileTime.from(LONG_AGO.plusSeconds(1)));
            assertEquals(List.of("levada: building (once)..."), launch().err(), name);
            assertEquals(List.of(), launch().err(), name);
        }
        assertEquals(3, Files.readAllLines(home.resolve("builds")).size());
    }

    @Test
    void aBuildNeedsACompiler() throws Exception {
        Files.delete(java("usr/lib/jvm/jre-25", "25").resolve("bin/javac"));
        Path jdk = java("usr/lib/jvm/jdk-21", "21");
        Files.delete(home.resolve("target/levada-0.1.0-runner.jar"));
        maven(": > target/levada-0.1.0-runner.jar\n");
        assertEquals(jdk.resolve("bin/java").toString(), launch().out().getFirst());
    }

    @Test
    void aBuildThatFailsShowsItsOutput() throws Exception {
        java("usr/lib/jvm/jdk-21", "21");
        Files.delete(home.resolve("target/levada-0.1.0-runner.jar"));
        maven("echo 'no network'; exit 1\n");
        Ended ended = launch();
        assertEquals(2, ended.code());
        assertEquals(List.of("levada: building (once)...", "no network", "levada: the build failed, see above"),
                ended.err());
        assertEquals(List.of(), ended.out());
        assertFalse(Files.isSymbolicLink(home.resolve("target/.levada-building")));
    }

    @Test
    void twoLaunchersAtOnceBuildOnce() throws Exception {
        java("usr/lib/jvm/jdk-21", "21");
        Files.delete(home.resolve("target/levada-0.1.0-runner.jar"));
        maven("echo built >> builds; sleep 1; : > target/levada-0.1.0-runner.jar\n");
        Process first = start(home.resolve("levada"), "first");
        Process second = start(home.resolve("levada"), "second");
        assertEquals("first", end(first).out().getLast());
        assertEquals("second", end(second).out().getLast());
        assertEquals(List.of("built"), Files.readAllLines(home.resolve("builds")));
    }

    @Test
    void theLockOfALauncherThatIsGoneIsNoLock() throws Exception {
        java("usr/lib/jvm/jdk-21", "21");
        Files.delete(home.resolve("target/levada-0.1.0-runner.jar"));
        Process gone = new ProcessBuilder("true").start();
        assertEquals(0, gone.waitFor());
        Files.createSymbolicLink(home.resolve("target/.levada-building"), Path.of(Long.toString(gone.pid())));
        maven(": > target/levada-0.1.0-runner.jar\n");
        assertEquals(List.of("levada: building (once)..."), launch().err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<&-", ">&-", "2>&-", "<&- >&- 2>&-"})
    void javaFindsClosedStreamsOpenOnNothing(String closed) throws Exception {
        Path java = java("usr/lib/jvm/jdk-21", "21").resolve("bin/java");
        script(java, """
                #!/bin/sh
                { true 3<&0; } 2> /dev/null && echo in >> "$HOME.open"
                { true 3>&1; } 2> /dev/null && echo out >> "$HOME.open"
                true 3>&2 && echo err >> "$HOME.open"
                """);
        Path caller = machine.resolve("caller");
        script(caller, "#!/bin/sh\nexec \"" + home + "/levada\" " + closed + "\n");
        Ended ended = end(start(caller));
        assertEquals(0, ended.code(), () -> String.join("\n", ended.err()));
        assertEquals(List.of("in", "out", "err"), Files.readAllLines(machine.resolve("user.open")));
    }
}
