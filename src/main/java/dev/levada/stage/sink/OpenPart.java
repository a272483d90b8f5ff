package dev.levada.stage.sink;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.model.ResumableCrc32c;

/// The part of one destination that is being written.
final class OpenPart {

    private final Destination destination;
    private final int number;
    private final String key;
    private final Staging.Upload upload;
    private final ResumableCrc32c crc;
    private long bytes;
    private long rows;

    private OpenPart(Destination destination, int number, String key, Staging.Upload upload, ResumableCrc32c crc) {
        this.destination = destination;
        this.number = number;
        this.key = key;
        this.upload = upload;
        this.crc = crc;
    }

    /// One without any bytes.
    static OpenPart begun(Destination destination, int number, String key, Staging.Upload upload) {
        return new OpenPart(destination, number, key, upload, new ResumableCrc32c());
    }

    /// One that another process was writing.
    ///
    /// @param upload has the bytes that it had
    static OpenPart resumed(PendingPart before, Staging.Upload upload) {
        OpenPart part = new OpenPart(before.destination(), before.number(), before.key(), upload,
                new ResumableCrc32c(before.crc32c()));
        part.bytes = before.bytes();
        part.rows = before.rows();
        return part;
    }

    void write(byte[] preamble) {
        append(preamble, preamble.length);
    }

    void write(Block block) {
        append(block.bytes(), block.length());
        rows += block.rows();
    }

    private void append(byte[] from, int length) {
        upload.write(from, 0, length);
        crc.update(from, 0, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /// As it is now, with what can be stored stored.
    PendingPart pending() {
        return new PendingPart(destination, number, key, bytes, rows, crc.value(), upload.secure(), upload.buffered());
    }

    Part stage() {
        return new Part(destination, key, bytes, rows, crc.value(), upload.stage());
    }

    void leave() {
        upload.leave();
    }
}
