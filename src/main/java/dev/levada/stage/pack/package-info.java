/// Compression on the way out: one block, one gzip member or zstd frame.
///
/// **Why is every block compressed on its own?** Members and frames may follow each other in one file, so a part may
/// end, and a killed run may go on, at any block, without saving any compressor's state. At 1 MiB a block the files
/// are hardly larger.
///
/// **Why is the compressor reused?** Its tables are hundreds of KiB that would be allocated and cleared for every
/// block.
///
/// **Why no time and no name in the gzip header?** Equal exports give equal files; a time of day would make every run
/// another.
///
/// **Why zlib for gzip, where others are faster?** It comes with the JDK. zstd costs a sixth of its time: whoever can
/// choose should choose that.
package dev.levada.stage.pack;
