/// The last room: from blocks to parts that lie where they belong and that nobody can see yet.
///
/// **Why is a part staged and not written?** A run that fails, or is killed, must leave nothing behind that a reader
/// could take for a result. On S3 a multipart upload is invisible until it is completed (the idea of Hadoop's "magic"
/// committer); on disk a file below `.staging/` is renamed into its place. Publishing is a separate, short step, and
/// repeating it is harmless.
///
/// **Why does a part end at a block edge only?** A block is one zstd frame or gzip member. Parts then are whole
/// compressed files without any compressor's state, and where they end depends on the records alone.
///
/// **Why is the CRC-32C reckoned here?** It is the last place that sees the bytes. The manifest carries it, and S3
/// checks it when the upload is completed: what was encoded is what is published.
///
/// **How does a killed run go on in the middle of a part?** What its store has taken stays there; what S3 cannot take
/// yet (a part of an upload has 5 MiB) goes into the checkpoint. The next process cuts a file back to its length of
/// then, and sends what was sent of an upload since then again: the bytes are a function of the export, so nothing can
/// differ.
///
/// **Why does the upload buffer start from nothing?** A run may have a destination with three rejects in it. The
/// smallest part that S3 takes (but for the last) is 5 MiB; only who fills it should pay for it.
package dev.levada.stage.sink;
