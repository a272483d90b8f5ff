package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.model.Block;
import dev.levada.model.Compression;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Format;
import dev.levada.model.Part;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.sink.PartNames;
import dev.levada.stage.sink.Sink;
import dev.levada.stage.sink.Staging;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// What every staging does.
public interface StagingContract {

    String RUN = "3f9ac2d1";
    String KEY = "users/data/3f9ac2d1-00000.ndjson";

    /// A staging of the place that is empty when a test begins.
    Staging staging(String run);

    /// Keys that readers see, sorted.
    List<String> visible();

    byte[] content(String key);

    /// Whatever waits, or was left behind.
    List<String> waiting();

    /// Bytes that tell where they stood.
    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    static int crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    static Part part(String key, byte[] content, Part.Staged staged) {
        return new Part(Destination.DATA, key, content.length, 1, crc32c(content), staged);
    }

    private static Part stage(Staging staging, String key, byte[] content) {
        Staging.Upload upload = staging.begin(key);
        upload.write(content, 0, content.length);
        return part(key, content, upload.stage());
    }

    @Test
    default void nothingIsVisibleBeforeThePublication() {
        Staging staging = staging(RUN);
        Part part = stage(staging, KEY, bytes(1000));
        assertEquals(List.of(), visible());
        assertEquals(1, waiting().size());
        staging.publish(part);
        assertEquals(List.of(KEY), visible());
        assertEquals(List.of(), waiting());
    }

    @Test
    default void whatIsPublishedIsWhatWasWritten() {
        int large = 5 << 20;
        for (int size : new int[]{0, 1, 300_000, large - 1, large, large + 1, 2 * large + 12_345}) {
            Staging staging = staging(RUN);
            Staging.Upload upload = staging.begin(KEY);
            byte[] content = bytes(size);
            for (int from = 0; from < size; from += 777_777) {
                byte[] slice = Arrays.copyOfRange(content, from, Math.min(size, from + 777_777));
                upload.write(slice, 0, slice.length);
                Arrays.fill(slice, (byte) '!'); // bytes may be reused when the write returns
            }
            staging.publish(part(KEY, content, upload.stage()));
            assertArrayEquals(content, content(KEY), size + " bytes");
        }
    }

    @Test
    default void aSliceOfAnArrayIsWritten() {
        Staging staging = staging(RUN);
        Staging.Upload upload = staging.begin(KEY);
        upload.write(bytes(100), 10, 20);
        byte[] content = Arrays.copyOfRange(bytes(100), 10, 30);
        staging.publish(part(KEY, content, upload.stage()));
        assertArrayEquals(content, content(KEY));
    }

    @Test
    default void publishingTwiceIsHarmless() {
        Staging staging = staging(RUN);
        Part part = stage(staging, KEY, bytes(1000));
        staging.publish(part);
        staging.publish(part);
        staging(RUN).publish(part); // ex the next invocation, after the one before was cut
        assertEquals(List.of(KEY), visible());
        assertArrayEquals(bytes(1000), content(KEY));
    }

    @Test
    default void aPartThatHasVanishedIsNotPublished() {
        Staging staging = staging(RUN);
        Part part = stage(staging, KEY, bytes(1000));
        staging.clear();
        Failure failure = assertThrows(Failure.class, () -> staging.publish(part));
        assertEquals(FailureCode.STAGING_LOST, failure.code());
        assertEquals(List.of(), visible());
    }

    @Test
    default void aPartThatHasVanishedIsNotTakenForAnother() {
        Staging staging = staging(RUN);
        staging.publish(stage(staging, KEY, bytes(999)));
        Part part = stage(staging, KEY, bytes(1000));
        staging.clear();
        assertEquals(FailureCode.STAGING_LOST, assertThrows(Failure.class, () -> staging.publish(part)).code());
    }

    @Test
    default void whatIsLeftAndClearedLeavesNothing() {
        for (int size : new int[]{0, 100, 6 << 20}) {
            Staging staging = staging(RUN);
            Staging.Upload upload = staging.begin(KEY);
            upload.write(bytes(size), 0, size);
            upload.leave();
            staging.clear();
            assertEquals(List.of(), waiting(), size + " bytes");
        }
        assertEquals(List.of(), visible());
    }

    @Test
    default void whatIsStagedAndClearedLeavesNothing() {
        Staging staging = staging(RUN);
        stage(staging, KEY, bytes(1000));
        staging.clear();
        staging.clear();
        assertEquals(List.of(), waiting());
        assertEquals(List.of(), visible());
    }

    @Test
    default void aPublishedPartCanBeRemoved() {
        Staging staging = staging(RUN);
        staging.publish(stage(staging, KEY, bytes(10)));
        staging.remove(KEY);
        staging.remove(KEY);
        assertEquals(List.of(), visible());
    }

    @Test
    default void whatAKilledRunHasLeftIsClearedAndNothingElse() {
        Staging killed = staging(RUN);
        stage(killed, KEY, bytes(10));
        killed.begin("users/rejects/3f9ac2d1-00000.ndjson").write(bytes(10), 0, 10);
        Staging other = staging("other");
        stage(other, "users/data/other-00000.ndjson", bytes(10));
        other.close();
        killed.publish(stage(killed, "users/data/3f9ac2d1-00001.ndjson", bytes(10)));
        killed.close();
        staging(RUN).clear();
        assertEquals(1, waiting().size());
        assertEquals(List.of("users/data/3f9ac2d1-00001.ndjson"), visible());
        staging("other").clear();
        assertEquals(List.of(), waiting());
        staging("other").clear();
    }

    @Test
    default void whatIsKeptIsNotCleared() {
        Staging killed = staging(RUN);
        Part full = stage(killed, KEY, bytes(10));
        stage(killed, "users/data/3f9ac2d1-00001.ndjson", bytes(20));
        Staging.Upload open = killed.begin("users/rejects/3f9ac2d1-00000.ndjson");
        killed.begin("users/rejects/3f9ac2d1-00001.ndjson").write(bytes(10), 0, 10);
        Part.Staged opened = open.secure();
        killed.close();
        Staging next = staging(RUN);
        next.clear(List.of(full.staged(), opened));
        assertEquals(2, waiting().size());
        next.publish(full);
        assertEquals(List.of(KEY), visible());
        assertEquals(1, waiting().size());
        next.clear();
        assertEquals(List.of(), waiting());
        assertEquals(List.of(KEY), visible());
    }

    @Test
    default void aSinkFillsItWithPartsThatEndAtBlockEdges() {
        Staging staging = staging(RUN);
        PartNames names = new PartNames("users", RUN, Format.CSV, Compression.GZIP);
        byte[] header = {'a', '\r', '\n'};
        Sink sink = new Sink(staging, names, 2_000_000, Map.of(Destination.DATA, header));
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sink.feed(block(Destination.DATA, 1_000_000)).forEach(parts::add);
            sink.feed(block(Destination.REJECTS, 10)).forEach(parts::add);
        }
        sink.finish().forEach(parts::add);
        sink.close();
        assertEquals(List.of("users/data/3f9ac2d1-00000.csv.gz", "users/data/3f9ac2d1-00001.csv.gz",
                "users/data/3f9ac2d1-00002.csv.gz", "users/rejects/3f9ac2d1-00000.ndjson.gz"),
                parts.stream().map(Part::key).toList());
        assertEquals(List.of(2_000_003L, 2_000_003L, 1_000_003L, 50L), parts.stream().map(Part::bytes).toList());
        assertEquals(List.of(), visible());
        for (Part part : parts) {
            staging.publish(part);
            assertEquals(part.bytes(), content(part.key()).length);
            assertEquals(part.crc32c(), crc32c(content(part.key())));
        }
        assertEquals(List.of(), waiting());
    }

    static Block block(Destination destination, int length) {
        Slab slab = new Slabs(length, 1).take();
        System.arraycopy(bytes(length), 0, slab.bytes(), 0, length);
        return new Block(destination, slab, length, 1);
    }
}
