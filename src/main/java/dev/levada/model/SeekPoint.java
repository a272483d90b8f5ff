package dev.levada.model;

/// Where the reading of an export can begin with nothing known of what came before: the source from `source` on gives the
/// plain text from `plain` on. Of plain UTF-8 that is any byte; of a compressed export the beginning of a member or frame.
///
/// @param source offset in the source, in bytes
/// @param plain offset in the plain text that comes of it
public record SeekPoint(long source, long plain) {

    /// The beginning, from which everything can be reached.
    public static final SeekPoint START = new SeekPoint(0, 0);
}
