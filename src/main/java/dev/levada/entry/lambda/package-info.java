/// The function: an event in, an answer out, metrics and logs on the side.
///
/// **Why is the handler two classes?** [dev.levada.entry.lambda.IngestFunction] knows Lambda and the configuration
/// and nothing else; [dev.levada.entry.lambda.Intake] knows neither. So `levada invoke` and the tests run the very
/// code that runs in AWS.
///
/// **Why does Lambda name another?** [dev.levada.entry.lambda.StreamHandler] begins a rehearsal and lets Quarkus start, which then calls
/// `IngestFunction`. Where a cache holds what a rehearsal would load, it is [dev.levada.entry.lambda.CachedStreamHandler].
///
/// **Why does one failure not end the event?** An event may speak of many objects. Each is handled, and only then the
/// event ends well or not: for a queue message by message, for anything else as a whole, so that Lambda tries it
/// again or sends it to the dead letters.
///
/// **Why are failures that will never get better still failures?** A damaged export stays damaged, but somebody must
/// come to know. The dead letters are where such things are found.
///
/// **Why metrics as log lines?** CloudWatch makes metrics of lines in the Embedded Metric Format: no call, no client,
/// no port, no library.
package dev.levada.entry.lambda;
