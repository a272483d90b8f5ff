package dev.levada.entry.lambda;

import java.time.Duration;

/// Where requests go that this invocation cannot bring to their end: the intake queue.
@FunctionalInterface
public interface Continuations {

    /// Longest delay of a message of SQS.
    Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /// Sends a direct request, to come back as a message.
    ///
    /// @param delay before which it does not come, whole seconds, at most [#LONGEST_DELAY]
    /// @throws dev.levada.model.Failure if it cannot be sent
    void send(String request, Duration delay);
}
