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
import dev.levada.model.PendingPart;
import dev.levada.stage.sink.PartNames;
import dev.levada.stage.sink.Sink;
import dev.levada.stage.sink.Staging;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What every staging does for a process that goes on where another was killed.
public interface ResumptionContract extends StagingContract {

    /// An upload as a checkpoint saw it.
    final class Seen {

        private final PendingPart part;
        private final byte[] buffered;

        private Seen(PendingPart part, byte[] buffered) {
            this.part = part;
            this.buffered = buffered;
        }

        static Seen of(Staging.Upload upload, byte[] content, int length) {
            byte[] buffered = SinkSnapshot.copied(upload.buffered());
            int crc32c = StagingContract.crc32c(Arrays.copyOf(content, length));
            return new Seen(new PendingPart(Destination.DATA, 0, KEY, length, 1, crc32c, upload.secure(),
                    ByteBuffer.allocate(0)), buffered);
        }

        Staging.Upload resume(Staging staging) {
            return staging.resume(part, new ByteArrayInputStream(buffered), buffered.length);
        }
    }

    /// Writes to a checkpoint, further, is killed, and goes on elsewhere to the end.
    private void killAndResume(byte[] content, int checkpoint, int further) {
        Staging killed = staging(RUN);
        Staging.Upload upload = killed.begin(KEY);
        upload.write(content, 0, checkpoint);
        Seen seen = Seen.of(upload, content, checkpoint);
        upload.write(StagingContract.bytes(further), 0, further);
        killed.close();
        Staging next = staging(RUN);
        next.clear(List.of(seen.part.stored()));
        Staging.Upload resumed = seen.resume(next);
        resumed.write(content, checkpoint, content.length - checkpoint);
        Part part = StagingContract.part(KEY, content, resumed.stage());
        next.close();
        staging(RUN).publish(part);
        assertArrayEquals(content, content(KEY), content.length + " bytes, " + checkpoint + " in the checkpoint, "
                + further + " behind it");
        assertEquals(List.of(), waiting());
    }

    @Test
    default void anUploadGoesOnInAnotherProcess() {
        int part = 5 << 20;
        byte[] content = StagingContract.bytes(2 * part + 1000);
        for (int checkpoint : new int[]{0, 1, 300_000, part - 1, part, part + 1, 2 * part, 2 * part + 1000}) {
            killAndResume(content, checkpoint, 0);
        }
    }

    @Test
    default void whatWasWrittenBehindTheCheckpointVanishes() {
        int part = 5 << 20;
        for (int further : new int[]{1, 1000, part, 2 * part + 5}) {
            killAndResume(StagingContract.bytes(200), 100, further);
            killAndResume(StagingContract.bytes(200), 200, further);
        }
        killAndResume(StagingContract.bytes(part + 7), part, 2 * part);
        killAndResume(StagingContract.bytes(part), part, 2 * part);
        killAndResume(StagingContract.bytes(part + 7), part + 3, 2 * part);
        killAndResume(new byte[0], 0, part + 1);
    }

    @Test
    default void anUploadThatIsGoneIsNotResumed() {
        Staging killed = staging(RUN);
        Staging.Upload upload = killed.begin(KEY);
        byte[] content = StagingContract.bytes(6 << 20);
        upload.write(content, 0, content.length);
        Seen seen = Seen.of(upload, content, content.length);
        killed.close();
        staging(RUN).clear();
        Staging next = staging(RUN);
        Failure failure = assertThrows(Failure.class, () -> seen.resume(next));
        assertEquals(FailureCode.STAGING_LOST, failure.code());
        next.clear();
        assertEquals(List.of(), waiting());
    }

    @Test
    default void whatIsLeftStays() {
        Staging staging = staging(RUN);
        Staging.Upload upload = staging.begin(KEY);
        upload.write(StagingContract.bytes(100), 0, 100);
        Seen seen = Seen.of(upload, StagingContract.bytes(100), 100);
        upload.leave();
        staging.close();
        assertEquals(1, waiting().size());
        Staging next = staging(RUN);
        Staging.Upload resumed = seen.resume(next);
        assertEquals(ByteBuffer.wrap(seen.buffered), resumed.buffered());
        assertEquals(seen.part.stored(), resumed.secure());
        resumed.leave();
        next.clear();
        assertEquals(List.of(), waiting());
    }

    @Test
    default void aSinkThatIsKilledAfterEveryBlockFillsTheSameParts() {
        PartNames names = new PartNames("users", RUN, Format.CSV, Compression.GZIP);
        Map<Destination, byte[]> header = Map.of(Destination.DATA, new byte[]{'a', '\r', '\n'});
        Map<String, byte[]> expected = new TreeMap<>();
        List<Part> parts = new ArrayList<>();
        Staging staging = staging(RUN);
        Sink sink = new Sink(staging, names, 6_500_000, header);
        for (int i = 0; i < 16; i++) {
            sink.feed(block(i)).forEach(parts::add);
            SinkSnapshot snapshot = SinkSnapshot.of(sink);
            List<Part> forgotten = new ArrayList<>();
            sink.feed(StagingContract.block(Destination.DATA, 4_000_000)).forEach(forgotten::add);
            staging.close();
            staging = staging(RUN);
            List<Part.Staged> kept = new ArrayList<>(snapshot.staged());
            parts.forEach(part -> kept.add(part.staged()));
            staging.clear(kept);
            sink = new Sink(staging, names, 6_500_000, header);
            snapshot.restoreTo(sink);
        }
        sink.finish().forEach(parts::add);
        sink.close();
        staging.close();
        Staging last = staging(RUN);
        parts.forEach(last::publish);
        parts.forEach(part -> expected.put(part.key(), content(part.key())));
        assertEquals(List.of(), waiting());
        assertEquals(List.copyOf(expected.keySet()), visible());
        for (Part part : parts) {
            assertEquals(part.bytes(), expected.get(part.key()).length, part.key());
            assertEquals(part.crc32c(), StagingContract.crc32c(expected.get(part.key())), part.key());
        }
        uninterrupted(names, header, parts, expected);
    }

    private static Block block(int i) {
        return StagingContract.block(i % 5 == 3 ? Destination.REJECTS : Destination.DATA, 1_300_000 + i);
    }

    private void uninterrupted(PartNames names, Map<Destination, byte[]> header, List<Part> parts,
            Map<String, byte[]> contents) {
        Staging staging = staging(RUN);
        Sink sink = new Sink(staging, names, 6_500_000, header);
        List<Part> whole = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            sink.feed(block(i)).forEach(whole::add);
        }
        sink.finish().forEach(whole::add);
        sink.close();
        assertEquals(whole.stream().map(Part::key).toList(), parts.stream().map(Part::key).toList());
        assertEquals(whole.stream().map(Part::rows).toList(), parts.stream().map(Part::rows).toList());
        for (Part part : whole) {
            staging.publish(part);
            assertArrayEquals(content(part.key()), contents.get(part.key()), part.key());
        }
    }
}
