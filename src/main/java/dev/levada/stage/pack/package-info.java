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
/// **Why two libraries for gzip?** zlib comes with the JDK and takes three quarters of a run's time. ISA-L takes a tenth of that and
/// runs on x86-64 alone. zstd costs less than either: whoever can choose should choose that.
///
/// **Why does a run keep the library that it began with?** Its parts would not be the same bytes otherwise: what a library makes of a
/// sample is part of the version that a checkpoint names. A process that has not got the library begins the run anew, with zlib, which
/// every other process has too: so machines of two kinds that take turns do not begin anew for ever.
package dev.levada.stage.pack;
