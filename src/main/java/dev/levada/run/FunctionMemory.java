package dev.levada.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.ByteSize;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.PipelinePlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A size of the function and what its JVM is told there: a row of `memory.json`, the one table that the code, Terraform and the
/// documentation share.
///
/// @param megabytes that the function is given
/// @param flags what `JAVA_TOOL_OPTIONS` says on the runtime that was asked for
public record FunctionMemory(int megabytes, List<String> flags) {

    /// The runtimes of Lambda that Levada runs on. A JVM that meets a flag it does not know does not start.
    public enum LambdaRuntime {
        JAVA21, JAVA25;

        /// As the table, AWS and Terraform have it.
        public String id() {
            return switch (this) {
                case JAVA21 -> "java21";
                case JAVA25 -> "java25";
            };
        }
    }

    private static final String HEAP = "-Xmx";

    /// All rows, the smallest first.
    public static List<FunctionMemory> table(LambdaRuntime runtime) {
        JsonNode table = read();
        List<FunctionMemory> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> size : table.get("sizes").properties()) {
            List<String> flags = new ArrayList<>();
            for (JsonNode some : List.of(table.get("every"), table.get("runtimes").get(runtime.id()),
                    size.getValue())) {
                some.forEach(flag -> flags.add(flag.textValue()));
            }
            rows.add(new FunctionMemory(Integer.parseInt(size.getKey()), List.copyOf(flags)));
        }
        return List.copyOf(rows);
    }

    private static JsonNode read() {
        try (InputStream in = FunctionMemory.class.getResourceAsStream("/dev/levada/memory.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException("memory.json cannot be read", broken);
        }
    }

    /// The row for a function of so many megabytes: its own, or the next smaller one.
    ///
    /// @throws IllegalArgumentException with a message for the user, where AWS sells no such function
    public static FunctionMemory of(int megabytes) {
        List<FunctionMemory> rows = table(LambdaRuntime.JAVA21); // heaps do not differ by runtime
        if (megabytes < rows.getFirst().megabytes || megabytes > rows.getLast().megabytes) {
            throw new IllegalArgumentException("expected " + rows.getFirst().megabytes + " to "
                    + rows.getLast().megabytes + " MB of memory, got " + megabytes);
        }
        return rows.stream().filter(row -> row.megabytes <= megabytes).toList().getLast();
    }

    /// Most that its heap may grow to.
    public long heapBytes() {
        String heap = flags.stream().filter(flag -> flag.startsWith(HEAP)).findFirst().orElseThrow();
        return ByteSize.parse(heap.substring(HEAP.length()) + "iB");
    }

    /// How many of the JVM's two compilers it has: 1 where there is no room for the second.
    public int compilers() {
        return flags.contains("-XX:TieredStopAtLevel=1") ? 1 : 2;
    }

    /// How a run divides it.
    public MemoryPlan plan() {
        return MemoryPlan.of(heapBytes());
    }

    /// Why a pipeline does not fit, and the smallest size in which it does; empty where it fits.
    public Optional<Failure> refusal(PipelinePlan pipeline) {
        if (plan().holds(pipeline)) {
            return Optional.empty();
        }
        String larger = table(LambdaRuntime.JAVA21).stream().filter(row -> row.plan().holds(pipeline)).findFirst()
                .map(row -> row.megabytes + " MB or ").orElse("");
        return Optional.of(new Failure(FailureCode.MEMORY_TOO_SMALL, "needs " + larger + plan().fitting()));
    }
}
