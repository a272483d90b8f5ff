package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.model.MappingPlan;
import dev.levada.model.RejectCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against the strict decoder of the JDK.
class Utf8Test {

    private static final int[] EDGES = {0x7F, 0x80, 0x81, 0x8F, 0x90, 0x91, 0x9F, 0xA0, 0xA1, 0xBF, 0xC0, 0xC1, 0xC2,
            0xDF, 0xE0,
            0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};

    private final Mapping mapping = Mapping.of(new MappingPlan.Identity(), 0);

    @Test
    void allSequencesOfTwoBytesAreJudgedAsTheJdkJudgesThem() {
        List<byte[]> sequences = new ArrayList<>();
        for (int first = 0x80; first < 0x100; first++) {
            for (int second = 0x23; second < 0x100; second += second < 0x7F ? 0x5C : 1) {
                sequences.add(new byte[]{(byte) first, (byte) second});
            }
        }
        judge(sequences);
    }

    @Test
    void sequencesOfThreeAndFourBytesAreJudgedAsTheJdkJudgesThem() {
        List<byte[]> sequences = new ArrayList<>();
        for (int first : EDGES) {
            for (int second : EDGES) {
                for (int third : EDGES) {
                    sequences.add(new byte[]{(byte) first, (byte) second, (byte) third});
                    for (int fourth : new int[]{0x41, 0x80, 0xBF, 0xC0}) {
                        sequences.add(new byte[]{(byte) first, (byte) second, (byte) third, (byte) fourth});
                    }
                }
            }
        }
        judge(sequences);
    }

    private void judge(List<byte[]> sequences) {
        for (int from = 0; from < sequences.size(); from += 1000) {
            List<byte[]> some = sequences.subList(from, Math.min(from + 1000, sequences.size()));
            byte[][] records = some.stream().map(Utf8Test::inString).toArray(byte[][]::new);
            Mapped mapped = Mapped.by(mapping, Batch.of(records));
            List<Long> refused = mapped.rejects().stream().map(reject -> reject.index()).toList();
            List<Long> expected = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                if (!isValid(some.get(i))) {
                    expected.add((long) i);
                }
            }
            assertEquals(expected, refused);
            assertEquals(List.of(RejectCode.INVALID_UTF8), mapped.codes().stream().distinct().toList());
        }
    }

    private static byte[] inString(byte[] sequence) {
        ByteBuffer record = ByteBuffer.allocate(sequence.length + 2);
        return record.put((byte) '"').put(sequence).put((byte) '"').array();
    }

    private static boolean isValid(byte[] sequence) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sequence));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }
}
