package dev.levada.model;

/// Reads a record at the moment at which the framer meets it. Where a record lies whole in a chunk and is valid JSON, one
/// walk tells both where it ends and where what is wanted of it lies; the framer then needs no scan for its end.
///
/// The seam between the rooms stays where it was: the framer decides what a record is, and finds its edges by itself wherever
/// the walk cannot tell. A valid object or array has matching brackets, so both come to the same end.
public interface RecordWalk {

    /// What [#end] gives where it cannot tell: the value is no object or array, not whole, or not valid.
    int UNKNOWN = -1;

    /// Never can tell: every record is scanned for its end.
    RecordWalk NONE = new RecordWalk() {
        @Override
        public int slots() {
            return 0;
        }

        @Override
        public int end(byte[] bytes, int p, int to, Captures into, int record) {
            return UNKNOWN;
        }

        @Override
        public boolean spaced() {
            return false;
        }
    };

    /// Slots that it fills for each record.
    int slots();

    /// Walks the object or array that begins at `p`, and notes where the wanted values lie.
    ///
    /// @param to behind the last byte that may be looked at
    /// @param record number of the record in `into`
    /// @return index behind it, or [#UNKNOWN]
    int end(byte[] bytes, int p, int to, Captures into, int record);

    /// Whether white space lies between the tokens of the record that was walked last.
    boolean spaced();
}
