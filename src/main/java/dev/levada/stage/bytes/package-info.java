/// The first room: from an export, wherever it lies, to [dev.levada.model.Chunk]s of its bytes as they are.
///
/// **Why pull sources and no emitter?** An emitter in front of a fast producer is unbounded. Here one unit of demand
/// reads one chunk, and nobody reads without demand: a sink that stops stops the source. What is read ahead, so that the network
/// need not wait for the rooms nor they for it, is a fixed number of ranges and of chunks of each; then it stops as well.
///
/// **Why is the version pinned when a source is opened?** A run that is read in many requests must not mix two
/// versions. Every request says `If-Match` (and the version id where there is one); a file is compared with what it
/// was. Whatever else is met is `SOURCE_CHANGED`, never half of each.
///
/// **Why ranged requests, and not one long one?** A slow run would hold one connection open for minutes that the
/// other side closes when it likes, and the SDK retries no body once it flows. A range is asked for when somebody
/// wants its first byte or is about to, and a connection that breaks is opened again at the byte where it broke.
///
/// **Why is a range that is read ahead, and gives nothing, let alone until its turn?** Nobody waits for it. A store that says
/// `SlowDown` is asked for one range at a time until it gives again, and tries and time are counted as if nothing were read ahead.
///
/// **Why are retries counted, and timed, without progress only?** A large export over a poor network may break a
/// thousand times and be read whole. What must end is a source that gives nothing any more: after so many tries, so much
/// time, or what the taker's own time allows. The SDK's tries would multiply with these, so here it has one.
package dev.levada.stage.bytes;
