package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Format;
import dev.levada.model.Kind;
import dev.levada.model.Rows;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.output.Cells;
import dev.levada.stage.output.Cells.Cell;
import dev.levada.stage.output.Router;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the output does in every format: what another reader reads is what went in, and blocks depend on the rows
/// alone.
public interface EncoderContract {

    Format format();

    /// Reads a part with another reader than ours; null where there is no value.
    List<List<String>> read(String part);

    /// What [#read] should give for a value.
    String expected(Cell cell, int column);

    private static Slabs slabs() {
        return new Slabs(Router.BLOCK_BYTES + (64 << 10), 4);
    }

    private String preamble() {
        return new String(Router.preamble(format(), Cells.SCHEMA), StandardCharsets.UTF_8);
    }

    /// A block, copied.
    record Written(Destination destination, String text, long rows) {
    }

    private List<Written> write(List<List<Cell>> rows, int batch) {
        return drain(new Router(format(), "test", slabs()), Cells.batches(rows, batch));
    }

    private List<Written> alone(List<Cell> row) {
        return drain(new Router(format(), "test", new Slabs(4096, 0)), Cells.batches(List.of(row), 1));
    }

    private static List<Written> drain(Router router, Stream<Rows> batches) {
        List<Written> blocks = new ArrayList<>();
        batches.forEach(batch -> router.feed(batch).forEach(block -> blocks.add(copied(block))));
        router.finish().forEach(block -> blocks.add(copied(block)));
        router.close();
        return blocks;
    }

    private static Written copied(Block block) {
        String text = new String(block.bytes(), 0, block.length(), StandardCharsets.UTF_8);
        block.release();
        return new Written(block.destination(), text, block.rows());
    }

    private static String joined(List<Written> blocks) {
        StringBuilder text = new StringBuilder();
        blocks.forEach(block -> text.append(block.text()));
        return text.toString();
    }

    @Test
    default void whatIsWrittenIsReadBack() {
        List<List<Cell>> rows = Cells.random(3_000, 1);
        List<List<String>> expected = new ArrayList<>();
        for (List<Cell> row : rows) {
            expected.add(new ArrayList<>());
            row.forEach(cell -> expected.getLast().add(expected(cell, expected.getLast().size())));
        }
        assertEquals(expected, read(preamble() + joined(write(rows, 1_000))));
    }

    @Test
    default void blocksDoNotDependOnHowRowsAreBatched() {
        List<List<Cell>> rows = Cells.random(45_000, 2);
        List<Written> blocks = write(rows, 1024);
        assertTrue(blocks.size() >= 3, blocks.size() + " blocks");
        assertEquals(blocks, write(rows, 1));
        assertEquals(blocks, write(rows, 7));
        assertEquals(blocks, write(rows, 999));
    }

    @Test
    default void everyBlockButTheLastEndsWithTheRowThatFillsIt() {
        List<List<Cell>> rows = Cells.random(15_000, 3);
        List<Integer> ends = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        int length = 0;
        int count = 0;
        for (List<Cell> row : rows) {
            length += joined(alone(row)).getBytes(StandardCharsets.UTF_8).length;
            count++;
            if (length >= Router.BLOCK_BYTES) {
                ends.add(length);
                counts.add(count);
                length = 0;
                count = 0;
            }
        }
        ends.add(length);
        counts.add(count);
        List<Written> blocks = write(rows, 1024);
        assertEquals(ends, blocks.stream().map(block -> block.text().getBytes(StandardCharsets.UTF_8).length).toList());
        assertEquals(counts, blocks.stream().map(block -> (int) block.rows()).toList());
    }

    @Test
    default void aRowLargerThanASlabIsWrittenWhole() {
        for (String unit : List.of("x", "\\n", "\\\"")) {
            Cell small = Cells.random(1, 4).get(0).get(0);
            Cell large = new Cell(unit.length() == 1 ? Kind.TEXT : Kind.ESCAPED_TEXT,
                    '"' + unit.repeat(1_500_000) + '"', '"' + unit.repeat(1_500_000) + '"');
            Cell json = new Cell(Kind.JSON, "[" + large.token() + "]", "[" + large.token() + "]");
            List<Cell> row = List.of(small, large, small, json, small);
            List<Written> blocks = write(List.of(List.of(small, small, small, small, small), row), 5);
            assertEquals(1, blocks.size());
            assertEquals(2, blocks.get(0).rows());
            List<String> read = read(preamble() + joined(blocks)).get(1);
            assertTrue(expected(json, 3).equals(read.get(3)), "json of " + unit);
            assertTrue(expected(large, 1).equals(read.get(1)), "text of " + unit);
        }
    }

    @Test
    default void noRowsAreNoBlock() {
        assertEquals(List.of(), write(List.of(), 1));
    }

    @Test
    default void slabsThatAreGivenBackAreUsedAgain() {
        Slabs slabs = slabs();
        Set<Slab> used = Collections.newSetFromMap(new IdentityHashMap<>());
        Router router = new Router(format(), "test", slabs);
        Cells.batches(Cells.random(30_000, 5), 1024).forEach(batch -> router.feed(batch).forEach(block -> {
            used.add(block.slab());
            block.release();
        }));
        router.close();
        assertTrue(used.size() == 1, used.size() + " slabs");
        assertTrue(used.contains(slabs.take()), "the block that was open at the close was given back");
    }

    @Test
    default void theSourceOfABatchIsReleasedOnceItIsDrawn() {
        Slabs batchSlabs = new Slabs(1 << 20, 4);
        Rows batch = Cells.batch(Cells.SCHEMA, Cells.random(10, 6), batchSlabs);
        Slab slab = batch.slab;
        drain(new Router(format(), "test", slabs()), Stream.of(batch));
        assertEquals(slab, batchSlabs.take());
    }
}
