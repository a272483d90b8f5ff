/// From the source's bytes to plain text in UTF-8: decompression, then transcoding.
///
/// **Why by magic bytes and not by name?** Names and labels lie: `users.json` is often gzip, and `Content-Encoding`
/// is set by whoever uploaded. No JSON text begins with the bytes that begin a gzip member or a zstd frame, so the
/// first four bytes decide.
///
/// **Why an own loop over gzip members?** `GZIPInputStream` takes a member's end for the file's end where
/// `available()` is 0, and over a network it is: 42 % of a file of 50 members came out, and no error. Exports that
/// are appended to have many members, and so has our own output.
///
/// **Why is anything behind the last member or frame damage?** Nobody can tell padding from a member whose first bytes
/// were lost. gzip(1) ignores zeros with a warning that no reader of a function's log sees; here zeros are damage like
/// everything else, and `damage: keep` publishes what came before.
///
/// **Why does damage come after the text before it?** With `damage: keep` that text is published; and the place of the
/// damage is the plain-text offset at which it ends, however the bytes came. zstd is decoded block by block for this
/// reason: a call that fails does not say how far it came.
///
/// **Why does an unpaired surrogate not stop the run?** It is one record's fault. It becomes the three bytes that it
/// would have in UTF-8 if UTF-8 had it; no validator takes them, so that record is rejected and its neighbours are
/// untouched.
///
/// **Why does UTF-8 pass through unchecked?** The mapping checks every record anyway, and there a wrong byte costs one
/// record, not the run.
///
/// **Why does every chunk carry a seek point?** A run that was interrupted goes on where it stopped, not at the beginning.
/// Between two members or frames a decoder knows nothing that a new one does not, so there the reading can begin again;
/// no window or table of any decoder has to be kept.
///
/// **Who reads first?** [dev.levada.stage.codec.Decompressor], then `Decoding`, `GzipDecoder`, `ZstdDecoder`;
/// [dev.levada.stage.codec.Transcoder], then `Signature`, `UnicodeDecoder`.
package dev.levada.stage.codec;
