package dev.levada.stage.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Format;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Rows;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which block gets what, and when.
final class RouterTest {

    private static final int ROOM = Router.BLOCK_BYTES + (64 << 10);
    private static final String SOURCE = "s3://exports/us\"ers.json";

    private final Slabs batchSlabs = new Slabs(1 << 20, 4);
    private final Router router = new Router(Format.CSV, SOURCE, new Slabs(ROOM, 4));

    private Rows batch(int rows, long endOffset, Reject... rejects) {
        Rows batch = Cells.batch(Cells.SCHEMA, Cells.random(rows, endOffset), batchSlabs);
        batch.rejects.addAll(List.of(rejects));
        batch.endOffset = endOffset;
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

    @Test
    void theEndOffsetOfABlockNeverSaysMoreThanIsWritten() {
        long before = 0;
        List<Block> blocks = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            for (Block block : router.feed(batch(1000, number * 1000L))) {
                assertEquals(before, block.endOffset(), "that of the batch before the one it is cut in");
                blocks.add(block);
            }
            before = number * 1000L;
        }
        assertTrue(blocks.size() >= 2, blocks.size() + " blocks");
        for (Block last : router.finish()) {
            assertEquals(40_000, last.endOffset());
        }
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
