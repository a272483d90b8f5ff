package dev.levada.stage.mapping;

import dev.levada.model.Frames;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Builds the frames that a framer would give for records of one array or map: they follow each other in one slab, with
/// a comma between and sentinel quotes behind.
final class Batch {

    private final Frames frames = new Frames(null);
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private Batch() {
        content.writeBytes(bytes("\"}] ")); // of whatever came before
    }

    static Frames of(String... records) {
        Batch batch = new Batch();
        for (String record : records) {
            batch.add(bytes(record));
        }
        return batch.frames();
    }

    static Frames of(byte[]... records) {
        Batch batch = new Batch();
        for (byte[] record : records) {
            batch.add(record);
        }
        return batch.frames();
    }

    /// Keys (with their quotes) and records in turn.
    static Frames keyed(String... keysAndRecords) {
        Batch batch = new Batch();
        batch.frames.keyed = true;
        for (int i = 0; i < keysAndRecords.length; i += 2) {
            batch.frames.keyStart[i / 2] = batch.content.size();
            batch.content.writeBytes(bytes(keysAndRecords[i]));
            batch.frames.keyEnd[i / 2] = batch.content.size();
            batch.content.writeBytes(bytes(": "));
            batch.add(bytes(keysAndRecords[i + 1]));
        }
        return batch.frames();
    }

    /// The first bytes of a text as a record, with the rest of it right behind the record's end.
    static Frames cut(byte[] text, int length) {
        Batch batch = new Batch();
        batch.add(text);
        batch.frames.end[0] = batch.frames.start[0] + length;
        return batch.frames();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void add(byte[] record) {
        int i = frames.count++;
        frames.start[i] = content.size();
        content.writeBytes(record);
        frames.end[i] = content.size();
        content.write(',');
    }

    private Frames frames() {
        byte[] bytes = content.toByteArray();
        Slab slab = new Slabs(16, 0).take(bytes.length);
        System.arraycopy(bytes, 0, slab.bytes(), 0, bytes.length);
        Arrays.fill(slab.bytes(), bytes.length, bytes.length + Slab.SLACK, (byte) '"');
        frames.slab = slab;
        return frames;
    }
}
