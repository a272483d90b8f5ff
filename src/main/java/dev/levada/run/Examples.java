package dev.levada.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.definition.Definition;
import dev.levada.definition.Example;
import dev.levada.definition.Example.Expected;
import dev.levada.definition.Place;
import dev.levada.definition.Problem;
import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Format;
import dev.levada.model.Frames;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Reject;
import dev.levada.model.Rows;
import dev.levada.model.Shape;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.frame.Framer;
import dev.levada.stage.mapping.Mapping;
import dev.levada.stage.output.Router;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Holds a definition against its own examples: each record goes through the rooms that a run would send it through.
public final class Examples {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final PipelinePlan plan;
    private final Slabs slabs = new Slabs(64 << 10, 8);

    private Examples(PipelinePlan plan) {
        this.plan = plan;
    }

    /// What does not hold, each with its place; none where all is well.
    ///
    /// @param file as problems name the definition
    public static List<Problem> failures(Definition definition, String file) {
        Examples examples = new Examples(definition.plan());
        List<Problem> failures = new ArrayList<>();
        for (Example example : definition.examples()) {
            examples.differences(example).forEach((place, message) -> failures.add(new Problem(file, place.line(),
                    place.column(), FailureCode.BAD_DEFINITION, "example: " + message)));
        }
        return failures;
    }

    private Map<Place, String> differences(Example example) {
        try (Mapping mapping = Mapping.of(plan.mapping(), 0)) {
            Frames frames = framed(example);
            Rows rows = mapping.feed(frames).iterator().next();
            return differences(example, outcome(rows));
        } catch (Failure failure) {
            return Map.of(example.places().example(), failure.getMessage());
        }
    }

    private Frames framed(Example example) {
        String text = example.key() == null ? example.in() : "{" + quoted(example.key()) + ":" + example.in() + "}";
        Shape shape = example.key() == null ? new Shape.Documents() : Shape.parse("map:");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Slab slab = slabs.take(bytes.length);
        System.arraycopy(bytes, 0, slab.bytes(), 0, bytes.length);
        Framer framer = new Framer(shape, plan.maxRecordBytes(), slabs);
        List<Frames> batches = new ArrayList<>();
        framer.feed(new Chunk(slab, 0, bytes.length, 0)).forEach(batches::add);
        framer.finish().forEach(batches::add);
        return batches.stream().filter(batch -> batch.records() > 0).findFirst()
                .orElseThrow(() -> new IllegalStateException("an example is one JSON value"));
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What became of the one record, in the words of an expectation.
    private Expected outcome(Rows rows) {
        if (rows.filtered > 0) {
            return new Example.Filtered();
        }
        if (!rows.rejects.isEmpty()) {
            Reject reject = rows.rejects.get(0);
            return new Example.Reject(reject.field(), reject.code());
        }
        try (Router router = new Router(Format.NDJSON, "example", slabs)) {
            router.feed(rows).forEach(Block::release);
            Block block = router.finish().iterator().next();
            return new Example.Row(new String(block.bytes(), 0, block.length(), StandardCharsets.UTF_8));
        }
    }

    private static Map<Place, String> differences(Example example, Expected got) {
        Expected expected = example.expected();
        if (expected instanceof Example.Row row && got instanceof Example.Row other) {
            return differences(example.places(), parsed(row.json()), parsed(other.json()));
        }
        boolean anyField = expected instanceof Example.Reject wanted && wanted.field() == null
                && got instanceof Example.Reject found && found.code() == wanted.code();
        return anyField || expected.equals(got)
                ? Map.of()
                : Map.of(example.places().outcome(), "expected " + words(expected) + ", got " + words(got));
    }

    /// Both rows have every column: a definition whose row has not is refused before.
    private static Map<Place, String> differences(Example.Places places, JsonNode expected, JsonNode got) {
        Map<Place, String> differences = new TreeMap<>();
        for (Map.Entry<String, JsonNode> column : got.properties()) {
            JsonNode wanted = expected.get(column.getKey());
            if (!column.getValue().equals(wanted)) {
                differences.put(places.columns().getOrDefault(column.getKey(), places.outcome()),
                        column.getKey() + ": expected " + wanted + ", got " + column.getValue());
            }
        }
        return differences;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("rows are JSON", impossible);
        }
    }

    private static String words(Expected outcome) {
        return switch (outcome) {
            case Example.Row row -> "a row";
            case Example.Filtered filtered -> "it to be filtered";
            case Example.Reject reject ->
                "a reject " + reject.code() + (reject.field() == null ? "" : " at " + reject.field());
        };
    }
}
