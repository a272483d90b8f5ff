package dev.levada.run.state;

import dev.levada.model.Compression;
import dev.levada.model.Destination;
import dev.levada.model.Encoding;
import dev.levada.model.Mark;
import dev.levada.model.PendingBlock;
import dev.levada.model.PendingPart;
import dev.levada.model.RejectCode;
import dev.levada.model.SeekPoint;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// Where a run goes on, and all that it takes: bounded, whatever the export. What is not (bytes of open blocks and parts) is in
/// the tail; staged parts are in segments.
///
/// @param source where the reading begins
/// @param found what was found out about the export
/// @param counts what has passed the doors
/// @param blocks blocks that are open
/// @param parts parts that are open
/// @param begun parts begun so far, by destination
/// @param indexBytes length of the seek index
/// @param tail name of the document that holds, one behind the other, the bytes of the blocks, what the parts have buffered, and
///        the seek index
/// @param segment name of the last segment of staged parts, or null; each names the one before
/// @param spent what the run has cost so far
public record Checkpoint(Source source, Place mark, Found found, Counts counts, List<OpenBlock> blocks,
        List<OpenPart> parts, Map<Destination, Integer> begun, int indexBytes, String tail, String segment,
        Spent spent) {

    /// @param from offset of the first byte to be read
    /// @param crc32c of the bytes before it
    public record Source(long from, int crc32c) {
    }

    /// A [Mark].
    public record Place(long offset, long records, long recordBytes, long seekSource, long seekPlain,
            String framing) {

        public static Place of(Mark mark) {
            return new Place(mark.offset(), mark.records(), mark.recordBytes(), mark.seek().source(),
                    mark.seek().plain(), mark.framing());
        }

        public Mark mark() {
            return new Mark(offset, records, recordBytes, new SeekPoint(seekSource, seekPlain), framing);
        }
    }

    /// @param shape as `--records` takes it
    public record Found(Compression compression, Encoding encoding, boolean byteOrderMark, String shape) {
    }

    /// @param rows in blocks that have left the router
    /// @param rejected in blocks that have left the router
    public record Counts(long filtered, long rows, long rejected, Map<RejectCode, Long> rejectedBy) {
    }

    /// @param length of its bytes in the tail
    public record OpenBlock(Destination destination, long rows, int length) {

        public static OpenBlock of(PendingBlock block) {
            return new OpenBlock(block.destination(), block.rows(), block.bytes().remaining());
        }
    }

    /// @param staged id of the upload, or path of the file
    /// @param uploaded parts of the upload, or -1 where it is a file
    /// @param buffered length of its bytes in the tail
    public record OpenPart(Destination destination, int number, String key, long bytes, long rows, int crc32c,
            String staged, int uploaded, int buffered) {

        public static OpenPart of(PendingPart part) {
            return new OpenPart(part.destination(), part.number(), part.key(), part.bytes(), part.rows(),
                    part.crc32c(), RunFiles.id(part.stored()), RunFiles.uploaded(part.stored()),
                    part.buffered().remaining());
        }

        /// Without what it has buffered.
        public PendingPart part() {
            return new PendingPart(destination, number, key, bytes, rows, crc32c,
                    RunFiles.staged(staged, uploaded), ByteBuffer.allocate(0));
        }
    }

    /// @param seconds wall time of all processes
    /// @param cpuSeconds or null where unknown
    /// @param slowestMillis longest time that a checkpoint took
    public record Spent(double seconds, Double cpuSeconds, long slowestMillis) {
    }
}
