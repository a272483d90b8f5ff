package dev.levada.run;

import dev.levada.model.Kind;
import dev.levada.model.ObjectRef;
import dev.levada.model.RejectCode;
import dev.levada.model.SeekPoint;
import dev.levada.model.Shape;
import java.util.List;

/// What came of looking for a record. It may hold values of the record: for the eyes of whoever asked, and for no log.
public sealed interface Inspected {

    /// The record, and what each room made of it.
    ///
    /// @param index number of the record, from 0
    /// @param offset plain-text offset of its first byte (of its key, in a keyed map)
    /// @param length its bytes of plain text
    /// @param raw they; null where it is one that is not held
    /// @param outcome what the mapping made of it
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record One(Reading reading, long index, long offset, long length, byte[] raw,
            Outcome outcome) implements Inspected {
    }

    /// The export ends before it.
    ///
    /// @param records that there are
    /// @param end plain-text offset of the end
    record None(Reading reading, long records, long end) implements Inspected {
    }

    /// The reading failed before it came to the record, as a run would.
    record Failed(RunFailure failure) implements Inspected {
    }

    /// How the export was read.
    ///
    /// @param export as it was opened
    /// @param shape how records lie in it; null where it ended before that was known
    /// @param begin where the reading of the source began
    /// @param guide what told where to begin
    /// @param bytes of the source that were read
    record Reading(ObjectRef export, Shape shape, SeekPoint begin, Guide guide, long bytes) {
    }

    /// What tells where the reading begins.
    enum Guide {
        /// No output was named whose runs could.
        NONE_ASKED,
        /// No run that is published there, of this version and with the records in the same places, has an index.
        NONE_FOUND,
        /// An index that has no place before the record.
        NO_PLACE_BEFORE,
        /// A place of an index.
        INDEX
    }

    /// What became of the record.
    sealed interface Outcome {
    }

    /// A row.
    ///
    /// @param encoded as it stands in a part, before compression
    record Row(List<Cell> cells, String encoded) implements Outcome {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// @param column its name; empty where the row is the record itself
    /// @param token the value as JSON; null where there is none
    record Cell(String column, Kind kind, String token) {
    }

    /// A reject.
    ///
    /// @param field at fault, or null where the record as a whole is
    record Rejected(String field, RejectCode code, String reason) implements Outcome {
    }

    /// Left out by the definition's `where`.
    record Filtered() implements Outcome {
    }
}
