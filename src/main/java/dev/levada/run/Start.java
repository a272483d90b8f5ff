package dev.levada.run;

import dev.levada.model.Compression;
import dev.levada.model.Encoding;
import dev.levada.model.Mark;
import dev.levada.model.PipelinePlan;
import dev.levada.model.RecordWalk;
import dev.levada.model.SeekPoint;
import dev.levada.model.Shape;
import dev.levada.model.Slabs;
import dev.levada.run.state.Checkpoint;
import dev.levada.stage.codec.Decompressor;
import dev.levada.stage.codec.Transcoder;
import dev.levada.stage.frame.Framer;

/// Where the rooms that read begin.
sealed interface Start {

    Decompressor decompressor(Slabs chunks, int windowLog);

    Transcoder transcoder(Slabs chunks);

    Framer framer(PipelinePlan plan, Slabs chunks, RecordWalk walk);

    /// Where a run goes on, or begins.
    ///
    /// @param checkpoint or null
    static Start at(Checkpoint checkpoint) {
        if (checkpoint == null) {
            return new Beginning();
        }
        Checkpoint.Found found = checkpoint.found();
        return new AtMark(checkpoint.mark().mark(), found.compression(), found.encoding(), found.byteOrderMark(),
                Shape.parse(found.shape()));
    }

    /// At the beginning, with everything to be found out.
    record Beginning() implements Start {

        @Override
        public Decompressor decompressor(Slabs chunks, int windowLog) {
            return new Decompressor(chunks, windowLog);
        }

        @Override
        public Transcoder transcoder(Slabs chunks) {
            return new Transcoder(chunks);
        }

        @Override
        public Framer framer(PipelinePlan plan, Slabs chunks, RecordWalk walk) {
            return new Framer(plan.shape(), plan.maxRecordBytes(), chunks, walk);
        }
    }

    /// At a mark, with everything known that was found out before it.
    record AtMark(Mark mark, Compression compression, Encoding encoding, boolean byteOrderMark,
            Shape shape) implements Start {

        @Override
        public Decompressor decompressor(Slabs chunks, int windowLog) {
            // Not compressed, the seek point's text is transcoded text: the decompressor's own output is the source itself.
            SeekPoint seek = compression == Compression.NONE
                    ? new SeekPoint(mark.seek().source(), mark.seek().source())
                    : mark.seek();
            return Decompressor.from(seek, compression, chunks, windowLog);
        }

        @Override
        public Transcoder transcoder(Slabs chunks) {
            return Transcoder.from(mark.seek(), encoding, byteOrderMark, chunks);
        }

        @Override
        public Framer framer(PipelinePlan plan, Slabs chunks, RecordWalk walk) {
            return Framer.from(mark, plan.shape(), shape, plan.maxRecordBytes(), chunks, walk);
        }
    }
}
