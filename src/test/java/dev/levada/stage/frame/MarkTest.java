package dev.levada.stage.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.Mark;
import dev.levada.model.RecordWalk;
import dev.levada.model.SeekPoint;
import dev.levada.model.Shape;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From every mark another framer goes on as if there had been no interruption.
final class MarkTest {

    private static final int LONGEST = 40;

    /// What a framer gives.
    private static final class Outcome {

        final List<String> records = new ArrayList<>();
        final List<Mark> marks = new ArrayList<>();
        long structure;
        String failure;

        void add(Frames frames) {
            for (int i = 0; i < frames.count; i++) {
                records.add((frames.firstIndex + i) + " @" + frames.offset(i) + " +" + frames.length(i) + " "
                        + new String(frames.slab.bytes(), frames.start[i], frames.end[i] - frames.start[i],
                                StandardCharsets.UTF_8));
            }
            frames.rejects.forEach(reject -> records
                    .add(reject.index() + " @" + reject.offset() + " +" + reject.length() + " " + reject.code()));
            structure += frames.structure;
            if (frames.mark != null) {
                marks.add(frames.mark);
            }
            frames.release();
        }
    }

    private static Outcome framed(Framer framer, byte[] text, int from, int chunkBytes) {
        Outcome outcome = new Outcome();
        Slabs slabs = new Slabs(64, 2);
        try {
            for (int at = from; at < text.length; at += chunkBytes) {
                int length = Math.min(chunkBytes, text.length - at);
                Slab slab = slabs.take(length);
                System.arraycopy(text, at, slab.bytes(), 0, length);
                int member = at - at % 5; // one every five bytes, as it were
                SeekPoint seek = new SeekPoint(member, member);
                framer.feed(new Chunk(slab, 0, length, at, seek)).forEach(outcome::add);
            }
            framer.finish().forEach(outcome::add);
        } catch (Failure failure) {
            outcome.failure = failure.code() + " @" + failure.offset() + " " + failure.getMessage();
        } finally {
            framer.close();
        }
        return outcome;
    }

    static Stream<Arguments> texts() {
        String users = "{\"meta\":{\"n\":[1,[2]],\"s\":\"]\\\"}\"},\"users\":[{\"id\":1,\"t\":\"a]\\\\\"}, {\"id\":2}\n,null, [\"x\"]],"
                + "\"end\":{\"deep\":[[{\"a\":\"b\"}]]}} ";
        return Stream.of(Arguments.of("lines", "{\"id\":1}\n\n {\"id\":2} \r\nbad \"{\n[3]\n"),
                Arguments.of("lines", "{\"id\":1}\n{\"id\":"),
                Arguments.of("documents", "{\"a\":1} [2]\"three\" 4 {\"b\":{}}"),
                Arguments.of("documents", "{\"a\":1} ] {}"),
                Arguments.of("sequence", "\u001e{\"id\":1}\n\u001e12\n\u001e\u001e{\"id\":\n\u001e\"x\"\n"),
                Arguments.of("array", " [ {\"id\":1}, \"two\" ,3,{\"l\":\"" + "x".repeat(LONGEST) + "\"},[] , {}] "),
                Arguments.of("array", "[{\"id\":1},{\"id\":2}"), Arguments.of("array", "[{\"id\":1} {\"id\":2}]"),
                Arguments.of("/users", users), Arguments.of("/users", users.replace("\"end\"", "\"users\"")),
                Arguments.of("/nobody", users), Arguments.of("auto", users),
                Arguments.of("auto", users.replace("\"deep\":[[", "\"deep\":[").replace("]]}", "]}")),
                Arguments.of("/*/items",
                        "{\"a\":{\"n\":1,\"items\":[{\"i\":1},{\"i\":2}]},\"b\":[],\"c\":{\"items\":[{\"i\":3}],\"z\":0}}"),
                Arguments.of("/1/x", "[{\"x\":[1]},{\"w\":[[]],\"x\":[{\"i\":1},{\"i\":2}]},{\"x\":[3]}]"),
                Arguments.of("map:/users",
                        "{\"users\":{\"k\\\"1\" : {\"id\":1},\"k2\":{\"id\":2} , \"k3\":null},\"z\":1}"),
                Arguments.of("map:", "{\"k1\":{\"id\":1},\"k2\":[2],\"k3\":\"" + "y".repeat(LONGEST) + "\"}"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void fromEveryMarkAnotherFramerGoesOn(String shape, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Shape wanted = Shape.parse(shape);
        Shape found = wanted instanceof Shape.Auto ? Shape.parse("/users") : wanted;
        int marks = 0;
        for (int chunkBytes : new int[]{1, 2, 3, 5, 7, 16, 33}) {
            Outcome whole = framed(framer(wanted), bytes, 0, chunkBytes);
            for (Mark mark : whole.marks) {
                marks++;
                assertTrue(mark.seek().plain() <= mark.offset());
                for (int next : new int[]{1, 4, 50}) {
                    Framer framer = Framer.from(mark, wanted, found, LONGEST, new Slabs(64, 2), RecordWalk.NONE);
                    Outcome rest = framed(framer, bytes, (int) mark.seek().plain(), next);
                    String where = shape + " in " + chunkBytes + " and " + next + " from " + mark;
                    assertEquals(whole.records, Stream.concat(
                            whole.records.stream().limit(mark.records()), rest.records.stream()).toList(), where);
                    assertEquals(whole.failure, rest.failure, where);
                    if (whole.failure == null) {
                        assertEquals(whole.structure, mark.offset() - mark.recordBytes() + rest.structure, where);
                    }
                    rest.marks.forEach(later -> assertTrue(later.records() >= mark.records()
                            && later.recordBytes() >= mark.recordBytes(), where));
                }
            }
        }
        assertTrue(wanted instanceof Shape.Auto || marks > 2, "marks: " + marks);
    }

    private static Framer framer(Shape wanted) {
        return new Framer(wanted, LONGEST, new Slabs(64, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "COMMA", "NOWHERE no no 0 0", "COMMA yes no 99 0", "RECORD yes no 0 0",
            "COMMA yes no 0 0 more",
            "SKIPPED yes no 0 0 CONTAINER 99999"})
    void wordsThatAreNoneAreRefused(String framing) {
        Mark mark = new Mark(0, 0, 0, SeekPoint.START, framing);
        Shape shape = Shape.parse("/users");
        Failure failure = assertThrows(Failure.class,
                () -> Framer.from(mark, shape, shape, LONGEST, new Slabs(64, 2), RecordWalk.NONE));
        assertEquals(FailureCode.INTERNAL, failure.code());
    }

    @Test
    void aMarkIsPrintableAndShort() {
        Outcome outcome = framed(framer(Shape.parse("/users")), "{\"skipped\":[[[[\"a".getBytes(StandardCharsets.UTF_8),
                0, 4);
        assertTrue(outcome.marks.getLast().framing().matches("[A-Za-z0-9_ ]+"), outcome.marks.toString());
    }
}
