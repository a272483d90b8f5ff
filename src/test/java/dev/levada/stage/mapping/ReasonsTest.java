package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.FieldPlan;
import dev.levada.model.Frames;
import dev.levada.model.MappingPlan;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reasons say what was expected and what sort of thing was met; nobody's data.
class ReasonsTest {

    private static final String[] SECRETS = {"\"Zq9secret\"", "98765432109876543210", "9.8765432109876", "98765e98765",
            "[\"Zq9secret\"]",
            "{\"Zq9secret\":\"Zq9secret\"}", "\"Zq9secret\\ud800\"", "\"2023-02-29\"", "\"9876-54-32\"", "null",
            "\"9876-54-32T98:76:54Z\""};
    private static final List<MappingPlan> PLANS = List.of(
            plan(Field.x(ValueType.INT)), plan(Field.x(ValueType.LONG)), plan(Field.x(ValueType.DOUBLE)),
            plan(Field.x(ValueType.BOOLEAN)),
            plan(Field.x(ValueType.DATE)), plan(Field.x(ValueType.TIMESTAMP)),
            plan(Field.x(ValueType.STRING).required()),
            plan(Field.x(ValueType.DECIMAL).min("0").max("1")), plan(Field.x(ValueType.DECIMAL).min("1e999999")),
            plan(Field.x(ValueType.STRING).oneOf("a", "b")), plan(Field.x(ValueType.STRING).pattern("a+")),
            plan(Field.x(ValueType.STRING).maxLength(3)), plan(Field.x(ValueType.STRING).apply(new Step.Sha256())),
            plan(Field.x(ValueType.JSON).apply(new Step.Lower())), new MappingPlan.Identity());

    private static MappingPlan plan(Field field) {
        return Field.planOf(field, Field.of("key", new FieldPlan.From.Key(), ValueType.STRING));
    }

    @Test
    void noReasonHoldsAValueANameOrAKeyAndEveryCodeIsMet() {
        Random random = new Random(11);
        Set<RejectCode> met = EnumSet.noneOf(RejectCode.class);
        for (MappingPlan plan : PLANS) {
            Mapping mapping = Mapping.of(plan, 0);
            for (int i = 0; i < 1500; i++) {
                String record = "{\"Zq9secret\":" + SECRETS[i % 7] + ",\"x\":" + SECRETS[random.nextInt(SECRETS.length)]
                        + "}";
                Frames frames = Batch.keyed("\"Zq9secret\"", record);
                damage(frames, random);
                for (Reject reject : Mapped.by(mapping, frames).rejects()) {
                    assertFalse(holdsData(reject.reason()), reject::reason);
                    assertTrue(reject.reason().startsWith("expected "), reject::reason);
                    assertTrue(reject.reason().contains(", got "), reject::reason);
                    met.add(reject.code());
                }
            }
        }
        met.add(Mapped.by(PLANS.getLast(), Batch.of("[".repeat(2000))).reject().code());
        assertEquals(EnumSet.complementOf(EnumSet.of(RejectCode.RECORD_TOO_LONG)), met); // that one is the framer's
    }

    private static void damage(Frames frames, Random random) {
        if (random.nextInt(3) == 0) {
            int at = frames.keyStart[0] + random.nextInt(frames.end[0] - frames.keyStart[0]);
            frames.slab.bytes()[at] = (byte) random.nextInt();
        }
    }

    private static boolean holdsData(String reason) {
        return reason.contains("Zq9") || reason.contains("secret") || reason.contains("987") || reason.contains("2023");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "{\"a\":1; expected , or } at byte 6, got the end of the record",
            "[1 x; expected , or ] at byte 3, got a letter", "{\"a\" 1}; expected : at byte 5, got a digit",
            "{a:1}; expected a member name at byte 1, got a letter",
            "{\"a\":}; expected a value at byte 5, got }", "[1,]; expected a value at byte 3, got ]",
            "\"\\x\"; expected an escape at byte 2, got a letter",
            "\"\\u00g0\"; expected four hex digits at byte 5, got a letter", "[-]; expected a digit at byte 2, got ]",
            "{} \"; expected the end of the record at byte 3, got a quote",
            "\"abc; expected the rest of a string at byte 4, got the end of the record",
            "[é]; expected a value at byte 1, got a byte outside ASCII",
            "\"a\tb\"; expected the rest of a string at byte 2, got a control character",
            "#; expected a value at byte 0, got another character"})
    void aMalformedRecordIsToldByItsPlace(String record, String reason) {
        assertEquals(reason, Mapped.by(PLANS.getLast(), Batch.of(record)).reject().reason());
    }

    @Test
    void bytesThatAreNoUtf8AreToldByTheirPlace() {
        byte[] record = "\"aÿ\"".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("expected UTF-8 at byte 2, got a byte that does not belong there",
                Mapped.by(PLANS.getLast(), Batch.of(record)).reject().reason());
    }
}
