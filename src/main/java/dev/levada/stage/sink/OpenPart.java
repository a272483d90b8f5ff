package dev.levada.stage.sink;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Part;
import java.util.zip.CRC32C;

/// The part of one destination that is being written.
final class OpenPart {

    private final Destination destination;
    private final String key;
    private final Staging.Upload upload;
    private final CRC32C crc = new CRC32C();
    private long bytes;
    private long rows;

    OpenPart(Destination destination, String key, Staging.Upload upload) {
        this.destination = destination;
        this.key = key;
        this.upload = upload;
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

    Part stage() {
        return new Part(destination, key, bytes, rows, (int) crc.getValue(), upload.stage());
    }

    void abort() {
        upload.abort();
    }
}
