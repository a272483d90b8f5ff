package dev.levada.stage.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Format;
import dev.levada.model.PendingBlock;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Rows;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which block gets what, and when.
final class RouterTest {

    private static final int ROOM = Router.BLOCK_BYTES + (64 << 10);
    private static final String SOURCE = "s3://exports/us\"ers.json";

    private final Slabs batchSlabs = new Slabs(1 << 20, 4);
    private final Router router = new Router(Format.CSV, SOURCE, new Slabs(ROOM, 4));

    private Rows batch(int rows, long seed, Reject... rejects) {
        Rows batch = Cells.batch(Cells.SCHEMA, Cells.random(rows, seed), batchSlabs);
        batch.rejects.addAll(List.of(rejects));
        return batch;
    }

    private static Reject reject(long index) {
        return new Reject(index, 100 * index, 99, "age", RejectCode.OUT_OF_RANGE, "expected at most 150, got more",
                null);
    }

    private static List<Block> drawn(Iterable<Block> blocks) {
        List<Block> drawn = new ArrayList<>();
        blocks.forEach(drawn::add);
        return drawn;
    }

    private static String text(Block block) {
        return new String(block.bytes(), 0, block.length(), StandardCharsets.UTF_8);
    }

    @Test
    void rejectsAreNdjsonOfTheirOwnDestination() throws JsonProcessingException {
        Reject whole = new Reject(8, 4_294_967_296L, 12, null, RejectCode.MALFORMED, "expected \", got EOF",
                new byte[]{'{', (byte) 0xff});
        assertEquals(List.of(), drawn(router.feed(batch(1, 300, reject(2), whole))));
        List<Block> blocks = drawn(router.finish());
        assertEquals(List.of(Destination.DATA, Destination.REJECTS), blocks.stream().map(Block::destination).toList());
        assertEquals(2, blocks.get(1).rows());
        String[] lines = text(blocks.get(1)).split("\n", -1);
        assertEquals("{\"source\":\"s3://exports/us\\\"ers.json\",\"offset\":200,\"length\":99,\"index\":2,"
                + "\"field\":\"age\",\"code\":\"OUT_OF_RANGE\",\"reason\":\"expected at most 150, got more\"}",
                lines[0]);
        JsonNode second = new ObjectMapper().readTree(lines[1]);
        assertEquals(4_294_967_296L, second.get("offset").longValue());
        assertTrue(second.get("field").isNull());
        assertEquals("expected \", got EOF", second.get("reason").textValue());
        assertEquals("e/8=", second.get("raw").textValue());
    }

    @Test
    void rejectsAloneMakeBlocksToo() {
        List<Block> blocks = new ArrayList<>();
        for (int batch = 0; batch < 10; batch++) {
            Rows rows = batch(0, 1000 + batch);
            for (int i = 0; i < 1000; i++) {
                rows.rejects.add(reject(batch * 1000L + i));
            }
            blocks.addAll(drawn(router.feed(rows)));
        }
        assertEquals(1, blocks.size());
        blocks.addAll(drawn(router.finish()));
        assertEquals(10_000, blocks.stream().mapToLong(Block::rows).sum());
        assertTrue(blocks.stream().allMatch(block -> block.destination() == Destination.REJECTS));
        assertEquals(10_000, text(blocks.get(0)).lines().count() + text(blocks.get(1)).lines().count());
    }

    /// A block, copied.
    private record Given(Destination destination, long rows, String text) {
    }

    private static List<Given> given(Iterable<Block> blocks) {
        List<Given> given = new ArrayList<>();
        for (Block block : blocks) {
            given.add(new Given(block.destination(), block.rows(), text(block)));
            block.release();
        }
        return given;
    }

    private Router router(Format format) {
        return new Router(format, SOURCE, new Slabs(ROOM, 4));
    }

    /// Rows and rejects, some batches without the one or the other.
    private Rows mixed(int number) {
        Rows batch = batch(number % 7 == 3 ? 0 : 1000, number);
        for (int i = 0; i < (number % 5 == 2 ? 0 : 300); i++) {
            batch.rejects.add(reject(number * 1000L + i));
        }
        return batch;
    }

    /// Another router, with what is open in this one.
    private Router resumed(Router left, Format format) {
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        List<PendingBlock> pending = left.pending();
        List<Integer> lengths = new ArrayList<>();
        for (PendingBlock block : pending) {
            byte[] bytes = new byte[block.bytes().remaining()];
            block.bytes().get(bytes);
            tail.writeBytes(bytes);
            lengths.add(bytes.length);
        }
        left.close();
        Router next = router(format);
        InputStream all = new ByteArrayInputStream(tail.toByteArray());
        for (int i = 0; i < lengths.size(); i++) {
            next.restore(pending.get(i).destination(), pending.get(i).rows(), all, lengths.get(i));
        }
        return next;
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aRouterThatIsLeftAtEveryBatchEdgeGivesTheSameBlocks(Format format) {
        Router whole = router(format);
        Router left = router(format);
        List<Given> expected = new ArrayList<>();
        List<Given> blocks = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            expected.addAll(given(whole.feed(mixed(number))));
            blocks.addAll(given(left.feed(mixed(number))));
            left = resumed(left, format);
            assertEquals(expected, blocks, "behind batch " + number);
        }
        expected.addAll(given(whole.finish()));
        blocks.addAll(given(left.finish()));
        assertEquals(expected, blocks);
        assertTrue(blocks.stream().filter(block -> block.destination() == Destination.DATA).count() >= 3);
        assertTrue(blocks.stream().filter(block -> block.destination() == Destination.REJECTS).count() >= 2);
    }

    @Test
    void whatIsPendingAreTheRowsThatNoBlockHas() {
        assertEquals(List.of(), router.pending());
        assertEquals(List.of(), drawn(router.feed(batch(3, 1, reject(2), reject(4)))));
        List<PendingBlock> pending = router.pending();
        assertEquals(List.of(Destination.DATA, Destination.REJECTS),
                pending.stream().map(PendingBlock::destination).toList());
        assertEquals(List.of(3L, 2L), pending.stream().map(PendingBlock::rows).toList());
        List<String> texts = pending.stream()
                .map(block -> StandardCharsets.UTF_8.decode(block.bytes()).toString()).toList();
        assertEquals(texts, drawn(router.finish()).stream().map(RouterTest::text).toList());
        assertEquals(List.of(), router.pending());
    }

    @Test
    void bytesOfAnOpenBlockThatAreMissingAreLost() {
        Failure failure = assertThrows(Failure.class,
                () -> router.restore(Destination.REJECTS, 5, new ByteArrayInputStream(new byte[99]), 100));
        assertEquals(FailureCode.STAGING_LOST, failure.code());
        assertEquals("expected 100 bytes of the open block of rejects, got 99", failure.getMessage());
    }

    @Test
    void aTailThatCannotBeReadIsNotTakenForLost() {
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(new byte[10])) {
            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };
        Failure failure = assertThrows(Failure.class, () -> router.restore(Destination.DATA, 5, broken, 100));
        assertEquals(FailureCode.UNREADABLE, failure.code());
    }

    @Test
    void nothingIsEncodedAheadOfWhoDraws() {
        Slabs slabs = new Slabs(ROOM, 4);
        Slab idle = slabs.take();
        idle.release();
        Iterator<Block> blocks = new Router(Format.CSV, SOURCE, slabs).feed(batch(1000, 1)).iterator();
        assertEquals(idle, slabs.take(), "no slab is taken before the first draw");
        assertFalse(blocks.hasNext());
    }

    @Test
    void closingGivesABatchBackThatWasNotDrawnToItsEnd() {
        Rows batch = batch(10, 1);
        Slab slab = batch.slab;
        Iterable<Block> undrawn = router.feed(batch);
        router.close();
        assertEquals(slab, batchSlabs.take());
        assertEquals(List.of(), drawn(undrawn));
    }
}
