package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The one table of sizes and flags: whole, rising, understood by the JVMs that get it, and documented as it is.
final class FunctionMemoryTest {

    /// What a 21 JVM knows, of what we use: `java(1)`, and the globals of
    /// [jdk-21](https://github.com/openjdk/jdk/tree/jdk-21%2B35/src/hotspot/share), by file.
    private static final Map<String, String> KNOWN_TO_21 = Map.ofEntries(Map.entry("-Xms", "java(1)"),
            Map.entry("-Xmn", "java(1)"), Map.entry("-Xmx", "java(1)"), Map.entry("--add-opens", "java(1)"),
            Map.entry("--enable-native-access", "java(1)"),
            Map.entry("-Djdk.reflect.useNativeAccessorOnly", "jdk.internal.reflect.ReflectionFactory, from 18 on"),
            Map.entry("UseSerialGC", "gc/shared/gc_globals.hpp"),
            Map.entry("TieredStopAtLevel", "compiler/compiler_globals.hpp"),
            Map.entry("CompileThresholdScaling", "compiler/compiler_globals.hpp"),
            Map.entry("C1MaxInlineSize", "c1/c1_globals.hpp"), Map.entry("FreqInlineSize", "opto/c2_globals.hpp"),
            Map.entry("LoopOptsCount", "opto/c2_globals.hpp"), Map.entry("LoopUnrollLimit", "opto/c2_globals.hpp"),
            Map.entry("SurvivorRatio", "gc/shared/gc_globals.hpp"),
            Map.entry("UnlockDiagnosticVMOptions", "runtime/globals.hpp"),
            Map.entry("BytecodeVerificationRemote", "runtime/globals.hpp"),
            Map.entry("ArchiveRelocationMode", "cds/cds_globals.hpp"));

    private static List<FunctionMemory> table(FunctionMemory.LambdaRuntime runtime) {
        return FunctionMemory.table(runtime);
    }

    /// The flag without its value: `UseSerialGC`, `-Xmx`, `--add-opens`.
    private static String name(String flag) {
        return flag.replaceFirst("^-XX:[+-]?", "").replaceFirst("^(-X[a-z]{2})[0-9].*", "$1").replaceFirst("=.*", "");
    }

    private static List<String> unknownTo21(List<String> flags) {
        return flags.stream().map(FunctionMemoryTest::name).filter(name -> !KNOWN_TO_21.containsKey(name)).toList();
    }

    private static int started(List<String> flags) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-version");
        java.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", flags));
        Process process = java.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertFalse(said.contains("arning"), said);
        return process.waitFor();
    }

    @ParameterizedTest
    @EnumSource(FunctionMemory.LambdaRuntime.class)
    void everySizeHasARow(FunctionMemory.LambdaRuntime runtime) {
        assertEquals(List.of(128, 192, 256, 512, 1024, 1769, 3008, 10240),
                table(runtime).stream().map(FunctionMemory::megabytes).toList());
    }

    @ParameterizedTest
    @EnumSource(FunctionMemory.LambdaRuntime.class)
    void aLargerFunctionHasALargerHeapAndLeavesRoomForTheRest(FunctionMemory.LambdaRuntime runtime) {
        long smaller = 0;
        for (FunctionMemory row : table(runtime)) {
            assertTrue(row.heapBytes() > smaller, row.toString());
            assertTrue(row.plan().longestRecord() >= 1 << 20, row.toString());
            long window = row.plan().windowLog() > 23 ? 1L << row.plan().windowLog() : 0; // outside of the heap
            assertTrue(row.heapBytes() + window + (96L << 20) <= (long) row.megabytes() << 20, row.toString());
            smaller = row.heapBytes();
        }
    }

    @ParameterizedTest
    @EnumSource(FunctionMemory.LambdaRuntime.class)
    void theSecondCompilerIsOffBelow256AndSaidToBeOnFromThereOn(FunctionMemory.LambdaRuntime runtime) {
        for (FunctionMemory row : table(runtime)) {
            String tier = "-XX:TieredStopAtLevel=" + (row.megabytes() < 256 ? 1 : 4);
            assertTrue(row.flags().contains(tier), row.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(FunctionMemory.LambdaRuntime.class)
    void noFlagIsSaidTwice(FunctionMemory.LambdaRuntime runtime) {
        for (FunctionMemory row : table(runtime)) {
            List<String> once = row.flags().stream().map(FunctionMemoryTest::name).toList();
            assertEquals(Set.copyOf(once).size(), once.size(), row.toString());
        }
    }

    @Test
    void heapsDoNotDifferByRuntime() {
        assertEquals(heaps(FunctionMemory.LambdaRuntime.JAVA21), heaps(FunctionMemory.LambdaRuntime.JAVA25));
    }

    private static List<Long> heaps(FunctionMemory.LambdaRuntime runtime) {
        return table(runtime).stream().map(FunctionMemory::heapBytes).toList();
    }

    /// A JVM reads its arguments in order, and knows such a flag only once it is unlocked.
    @ParameterizedTest
    @EnumSource(FunctionMemory.LambdaRuntime.class)
    void whatIsDiagnosticIsUnlockedBefore(FunctionMemory.LambdaRuntime runtime) {
        for (FunctionMemory row : table(runtime)) {
            int unlocked = row.flags().indexOf("-XX:+UnlockDiagnosticVMOptions");
            for (String flag : List.of("-XX:-BytecodeVerificationRemote", "-XX:ArchiveRelocationMode=0")) {
                int diagnostic = row.flags().indexOf(flag);
                assertTrue(diagnostic < 0 || (unlocked >= 0 && unlocked < diagnostic), row.toString());
            }
        }
    }

    @Test
    void java21GetsOnlyWhatItKnows() {
        for (FunctionMemory row : table(FunctionMemory.LambdaRuntime.JAVA21)) {
            assertEquals(List.of(), unknownTo21(row.flags()), row.toString());
        }
    }

    @Test
    void aFlagOfALaterJvmWouldBeFound() {
        assertEquals(List.of("UseCompactObjectHeaders", "--sun-misc-unsafe-memory-access"), unknownTo21(
                List.of("-XX:+UseCompactObjectHeaders", "-Xmx32m", "--sun-misc-unsafe-memory-access=allow")));
    }

    /// The JVM of the build is one of 21 or later: it knows what java21 gets, and java25 gets what its own kind knows.
    @Test
    void theJvmOfTheBuildStartsWithEveryRow() throws IOException, InterruptedException {
        FunctionMemory.LambdaRuntime own = Runtime.version().feature() < 25
                ? FunctionMemory.LambdaRuntime.JAVA21
                : FunctionMemory.LambdaRuntime.JAVA25;
        Set<List<String>> all = table(own).stream().map(FunctionMemory::flags).collect(Collectors.toSet());
        all.addAll(table(FunctionMemory.LambdaRuntime.JAVA21).stream().map(FunctionMemory::flags).toList());
        for (List<String> flags : all) {
            assertEquals(0, started(flags), flags.toString());
        }
    }

    @Test
    void aFlagThatNoJvmKnowsKeepsItFromStarting() throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(FunctionMemory.of(128).flags());
        flags.add("-XX:+UseNoSuchThing");
        assertNotEquals(0, started(flags));
    }

    @Test
    void aSizeBetweenTwoIsTheSmallerOfThem() {
        assertEquals(128, FunctionMemory.of(191).megabytes());
        assertEquals(512, FunctionMemory.of(1000).megabytes());
        assertEquals(10240, FunctionMemory.of(10240).megabytes());
    }

    @Test
    void theDocumentationShowsTheTable() throws IOException {
        String document = Files.readString(Path.of("docs", "lambda.md"));
        for (FunctionMemory row : table(FunctionMemory.LambdaRuntime.JAVA21)) {
            assertTrue(document.contains(documented(row)), () -> "docs/lambda.md: expected " + documented(row));
        }
        for (FunctionMemory.LambdaRuntime runtime : FunctionMemory.LambdaRuntime.values()) {
            assertTrue(document.contains("`" + runtime.id() + "`"), runtime.id());
        }
    }

    private static String documented(FunctionMemory row) {
        long longest = row.plan().longestRecord() >> 20;
        long window = (1L << row.plan().windowLog()) >> 20;
        String flags = row.flags().stream().map(flag -> "`" + flag + "`").collect(Collectors.joining(" "));
        return "| " + row.megabytes() + " | " + (row.heapBytes() >> 20) + "MiB | " + longest + "MiB | " + window
                + "MiB | " + flags + " |";
    }
}
