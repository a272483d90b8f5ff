/// From any event that AWS, or a person, may send to the objects that it speaks of. Pure: nothing here reads or
/// writes anything.
///
/// **Why our own reader and not the event classes of AWS?** One function takes every form of event, and which one it
/// is, is known only after a look. The classes also bring a date library, and each release of them has met fields
/// that it could not read.
///
/// **Why is ignored something else than malformed?** A deletion or a test event is what it should be, and there is
/// nothing to do: it ends well. A malformed event is a mistake of somebody: it must fail, so that it ends where
/// failures are seen.
///
/// **Why is a malformed message no exception?** It comes beside others that are sound. Only an event of which nothing
/// can be told throws.
///
/// **Why do reasons never quote the event?** Bodies of messages are whatever somebody sent. Bucket and key are said,
/// nothing else.
package dev.levada.entry.trigger;
