package dev.levada.run;

import dev.levada.model.Frames;
import dev.levada.model.Mark;
import dev.levada.model.Reject;
import dev.levada.run.report.SeekIndex;
import java.util.Optional;

/// Which record of an export somebody wants to see.
public sealed interface Wanted {

    /// The record with this number, from 0.
    record Nth(long index) implements Wanted {

        @Override
        public boolean isBefore(long record, long end) {
            return record < index;
        }

        @Override
        public Optional<Mark> markIn(SeekIndex marks) {
            return marks.beforeRecord(index);
        }

        @Override
        public String toString() {
            return "record " + index;
        }
    }

    /// The record that covers this offset of the plain text, or the first one behind it.
    record At(long offset) implements Wanted {

        @Override
        public boolean isBefore(long record, long end) {
            return end <= offset;
        }

        @Override
        public Optional<Mark> markIn(SeekIndex marks) {
            return marks.before(offset);
        }

        @Override
        public String toString() {
            return "a record at offset " + offset + " or behind it";
        }
    }

    /// Whether a record comes before the wanted one.
    ///
    /// @param record its number
    /// @param end plain-text offset behind it
    boolean isBefore(long record, long end);

    /// Where the reading can begin so as to come to it.
    Optional<Mark> markIn(SeekIndex marks);

    /// Its place among the records of a batch that the framer holds, or -1.
    default int in(Frames frames) {
        for (int i = 0; i < frames.count; i++) {
            if (!isBefore(frames.firstIndex + i, frames.offset(i) + frames.length(i))) {
                return i;
            }
        }
        return -1;
    }

    /// It among those of a batch that the framer has rejected.
    default Optional<Reject> rejectedIn(Frames frames) {
        return frames.rejects.stream()
                .filter(reject -> !isBefore(reject.index(), reject.offset() + reject.length())).findFirst();
    }
}
