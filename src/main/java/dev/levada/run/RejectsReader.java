package dev.levada.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.Chunk;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Shape;
import dev.levada.model.Slabs;
import dev.levada.run.report.Manifest;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.StreamByteSource;
import dev.levada.stage.codec.Decompressor;
import dev.levada.stage.frame.Framer;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads what a run has written about its rejects: lines of NDJSON, compressed or not, in the order of the export. They go through
/// the rooms that any export goes through, so that no number of them is too many.
record RejectsReader(Documents documents, MemoryPlan memory) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A line is a few numbers, a reason and, where the definition keeps it, the first bytes of a record.
    private static final int LONGEST_LINE = 8 << 20;

    Multi<Reject> of(Manifest run) {
        List<String> parts = run.parts().stream()
                .filter(part -> part.destination().equals(Destination.REJECTS.folder())).map(Manifest.PartEntry::key)
                .toList();
        return Multi.createFrom().iterable(parts).onItem().transformToMultiAndConcatenate(this::part);
    }

    private Multi<Reject> part(String key) {
        Slabs slabs = memory.chunkSlabs();
        Multi<Chunk> stored = new StreamByteSource(documents.stream(key), slabs).read(0);
        Multi<Chunk> text = Pipeline.through(new Decompressor(slabs, memory.windowLog()), stored);
        Multi<Frames> lines = Pipeline.through(new Framer(new Shape.Lines(), LONGEST_LINE, slabs), text);
        return lines.onItem().transformToIterable(batch -> rejects(batch, documents.uri(key)));
    }

    private static List<Reject> rejects(Frames batch, String place) {
        try {
            List<Reject> rejects = new ArrayList<>(batch.count);
            for (int i = 0; i < batch.count; i++) {
                rejects.add(reject(JSON.readTree(batch.slab.bytes(), batch.start[i], batch.end[i] - batch.start[i])));
            }
            return rejects;
        } catch (IOException | RuntimeException other) {
            throw new Failure(FailureCode.UNREADABLE, "expected rejects at " + place + ", got something else", other);
        } finally {
            batch.release();
        }
    }

    private static Reject reject(JsonNode line) {
        return new Reject(line.required("index").longValue(), line.required("offset").longValue(),
                line.required("length").longValue(), line.required("field").textValue(),
                RejectCode.valueOf(line.required("code").textValue()), line.required("reason").textValue(), null);
    }
}
