package dev.levada.run;

import dev.levada.definition.Definitions;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// Made-up exports for runs that nobody wants the output of: they load and compile what real runs need. They go over
/// the client of S3 that real runs have, on an S3 that is only played ([S3Rehearsal]). Nothing of it leaves the process or stays
/// in it: no file, no credentials and, but for [#connected], no connection.
public final class Rehearsal {

    /// Where the exports lie.
    public static final String BUCKET = "rehearsal";
    /// Where output would go.
    public static final String OUTPUT = "rehearsal-output";

    /// Plain text of each: little, for the smallest function has to hold it beside a run, and enough to pass a checkpoint.
    private static final int BYTES = 1 << 19;
    /// The same where classes are to be loaded and nothing to be compiled.
    private static final int FEW = 1 << 10;
    private static final CheckpointPolicy CHECKPOINTS = new CheckpointPolicy(BYTES / 2, Duration.ofMinutes(1));

    private final Pipelines pipelines;
    private final Map<String, byte[]> exports;

    private Rehearsal(List<PipelinePlan> pipelines, Map<String, byte[]> exports) {
        this.pipelines = new Pipelines(pipelines);
        this.exports = exports;
    }

    /// All that definitions can say, through every room, often enough for the compilers to see it.
    public static Rehearsal whole() {
        return new Rehearsal(List.of(definition("csv.yaml"), definition("ndjson.yaml")),
                Map.of("array.json", text(BYTES, "[", ",\n", "]"), "lines.json.gz", gzip(text(BYTES, "", "\n", "\n"))));
    }

    /// A few records on the way that most exports take, so that what every run needs is loaded.
    public static Rehearsal brief() {
        return new Rehearsal(List.of(definition("ndjson.yaml")), Map.of("array.json", text(FEW, "[", ",\n", "]")));
    }

    /// The pipelines of it; each takes one of the exports.
    public Pipelines pipelines() {
        return pipelines;
    }

    /// The exports, to be run in any order.
    public List<ObjectRef> exports() {
        return exports.keySet().stream().sorted().map(key -> ObjectRef.object(BUCKET, key)).toList();
    }

    /// What runs them.
    public Runner runner(MemoryPlan memory) {
        return new Runner(S3Rehearsal.stores(OUTPUT, exports), memory, CHECKPOINTS);
    }

    /// Runs them over real connections, to a server in this process that ends with it.
    public void connected(MemoryPlan memory, Consumer<Runner> runs) {
        try (S3RehearsalServer server = new S3RehearsalServer(new S3Rehearsal(exports))) {
            runs.accept(new Runner(server.stores(OUTPUT), memory, CHECKPOINTS));
        }
    }

    private static PipelinePlan definition(String name) {
        try (InputStream in = Rehearsal.class.getResourceAsStream("/dev/levada/rehearsal/" + name)) {
            return Definitions.read(name, in.readAllBytes()).plan();
        } catch (IOException broken) {
            throw new UncheckedIOException(name + " cannot be read", broken);
        }
    }

    /// Records differ as those of real exports do: in lengths, in escapes and in what is missing; some are rejected.
    private static byte[] text(int bytes, String begin, String between, String end) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(bytes + 1024);
        text.writeBytes(begin.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; text.size() < bytes; i++) {
            text.writeBytes(((i == 0 ? "" : between) + record(i)).getBytes(StandardCharsets.UTF_8));
        }
        text.writeBytes(end.getBytes(StandardCharsets.UTF_8));
        return text.toByteArray();
    }

    private static String record(int i) {
        return "{\"id\":" + (i % 997 == 996 ? "\"x\"" : String.valueOf(i)) + ",\"name\":\"" + "Ann Other ".repeat(i % 4)
                + (i % 13 == 0 ? "\\u00e9 \\n" : "é") + "\",\"email\":\" Ann." + i + "@Example.org \",\"age\":"
                + i % 160
                + ",\"score\":" + i + ".25e1,\"active\":" + (i % 2 == 0)
                + ",\"tags\":[\"a\",{\"b\":[1,2.5,null]}],\"seen\":\"2026-01-0" + (1 + i % 9) + "T08:30:00Z\",\"plan\":"
                + (i % 7 == 0 ? "null" : "{\"type\":\"free\",\"since\":\"2025-02-28\"}") + "}";
    }

    private static byte[] gzip(byte[] text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory can always be written", impossible);
        }
        return packed.toByteArray();
    }
}
