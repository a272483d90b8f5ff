package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.Damage;
import dev.levada.model.FailureCode;
import dev.levada.model.PipelinePlan;
import dev.levada.run.RunPlan;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.RunReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 3: nothing lost.
final class NothingLostTest {

    private static final String PIPELINE = """
            pipeline: people
            fields:
              id:   {from: /id, type: long, required: true}
              age:  {from: /age, type: int, min: 0, max: 150}
              plan: {from: /plan, type: string}
            where: {field: plan, not-in: [test]}
            """;
    private static final String EXPORT = """
            [ {"id": 1, "age": 30, "plan": "free"},
              {"id": 2, "age": 151},
              {"age": 5},
              {"id": 4, "plan": "test"},
              {"id": tru},
              {"id": 6, "name": "ü"} ]
            """;

    @TempDir
    private Path folder;
    private Workplace place;

    @BeforeEach
    void workplace() {
        place = new Workplace(folder);
    }

    @Test
    void everyRecordIsARowOrFilteredOrRejected() {
        RunReport report = place.run(place.export("export", EXPORT), Workplace.definition(PIPELINE));
        Manifest manifest = place.manifest(report);
        assertEquals(new Manifest.Counts(6, 2, 1, 3), manifest.counts());
        assertEquals(List.of("{\"id\":1,\"age\":30,\"plan\":\"free\"}", "{\"id\":6,\"age\":null,\"plan\":null}"),
                place.rows(report));
        assertEquals("{MALFORMED=1, OUT_OF_RANGE=1, REQUIRED=1}", manifest.rejectedBy().toString());
    }

    @Test
    void everyByteIsInARecordOrInStructure() {
        RunReport report = place.run(place.export("export", EXPORT), Workplace.definition(PIPELINE));
        Manifest.Bytes bytes = place.manifest(report).bytes();
        assertEquals(EXPORT.getBytes(StandardCharsets.UTF_8).length, bytes.plain());
        assertEquals(bytes.plain(), bytes.records() + bytes.structure());
        assertEquals(0, bytes.damaged());
    }

    @Test
    void aRejectNamesItsPlace() throws IOException {
        byte[] export = EXPORT.getBytes(StandardCharsets.UTF_8);
        RunReport report = place.run(place.export("export", export), Workplace.definition(PIPELINE));
        JsonNode reject = new ObjectMapper().readTree(place.rejects(report).get(0));
        int from = reject.get("offset").intValue();
        assertEquals("{\"id\": 2, \"age\": 151}",
                new String(Arrays.copyOfRange(export, from, from + reject.get("length").intValue()),
                        StandardCharsets.UTF_8));
        assertEquals(1, reject.get("index").intValue());
        assertEquals("age", reject.get("field").textValue());
        assertEquals("OUT_OF_RANGE", reject.get("code").textValue());
        assertEquals(folder.resolve("export").toString(), reject.get("source").textValue());
        assertTrue(reject.has("reason"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"id\":1},{\"id\":2}", "[{\"id\":1},{\"id\":2", "[{\"id\":1}}", "[{\"id\":1}] x",
            "{\"users\":[{\"id\":1}]", "{\"id\":1}\n{\"id\":\"", "[{\"id\":1},]"})
    void aDamagedExportIsNeverASuccess(String export) {
        RunReport report = place.run(place.export("export", export), Workplace.identity());
        assertEquals(RunReport.State.FAILED, report.state());
        assertEquals(FailureCode.DAMAGED, report.failure().code(), report.failure().message());
        assertNotNull(report.failure().offset());
        assertEquals(List.of(), place.files());
    }

    @Test
    void damageCanBeKeptOutAndIsNamed() {
        PipelinePlan keep = Workplace.identity().withDamage(Damage.KEEP);
        RunReport report = place.run(place.export("export", "[{\"id\":1},{\"id\":2},{\"id\""), keep);
        assertEquals(RunReport.State.PUBLISHED, report.state());
        assertEquals(List.of("{\"id\":1}", "{\"id\":2}"), place.rows(report));
        Manifest manifest = place.manifest(report);
        assertEquals(false, manifest.complete());
        assertEquals("DAMAGED", manifest.damage().code());
        assertEquals(manifest.bytes().plain(),
                manifest.bytes().records() + manifest.bytes().structure() + manifest.bytes().damaged());
    }

    @Test
    void aValueThatDamageCutsIsNotTakenForWhole() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream member = new GZIPOutputStream(packed)) {
            member.write("1\n23\n45".getBytes(StandardCharsets.UTF_8));
            member.flush();
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 4);
        RunReport report = place.run(place.export("export.gz", cut), Workplace.identity().withDamage(Damage.KEEP));
        assertEquals(List.of("1", "23"), place.rows(report));
        assertEquals(false, report.complete());
    }

    @Test
    void tooManyRejectsPublishNothing() {
        PipelinePlan strict = Workplace.definition(PIPELINE + "rejects: {fail-above: 10%}\n");
        RunReport report = place.run(place.export("export", EXPORT), strict);
        assertEquals(FailureCode.TOO_MANY_REJECTS, report.failure().code());
        assertEquals(List.of(), place.files());
    }

    @Test
    void aMutatedExportFailsOrReconciles() {
        byte[] sound = EXPORT.repeat(3).replace("]\n[", ",").getBytes(StandardCharsets.UTF_8);
        Random random = new Random(42);
        int published = 0;
        for (int round = 0; round < 400; round++) {
            byte[] mutated = mutate(sound, random);
            RunReport report = place.run(place.export("export", mutated), Workplace.definition(PIPELINE),
                    RunPlan.Published.REPLACE);
            if (report.state() == RunReport.State.PUBLISHED) {
                published++;
                Manifest manifest = place.manifest(report);
                Manifest.Counts counts = manifest.counts();
                assertEquals(counts.records(), counts.rows() + counts.filtered() + counts.rejected());
                assertEquals(counts.rows(), place.rows(report).size());
                assertEquals(counts.rejected(), place.rejects(report).size());
            } else {
                assertTrue(report.failure().code() != FailureCode.INTERNAL
                        && report.failure().code() != FailureCode.ACCOUNTING, report.failure().message());
            }
        }
        assertTrue(published > 20, "some mutations are harmless to the structure: " + published);
    }

    private static byte[] mutate(byte[] sound, Random random) {
        int at = random.nextInt(sound.length);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(sound, at);
            case 1 -> {
                byte[] flipped = sound.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 2 -> {
                int length = Math.min(sound.length - at, 1 + random.nextInt(20));
                byte[] doubled = Arrays.copyOf(sound, sound.length + length);
                System.arraycopy(sound, at, doubled, at + length, sound.length - at);
                yield doubled;
            }
            default -> throw new IllegalStateException();
        };
    }
}
