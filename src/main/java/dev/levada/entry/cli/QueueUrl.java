package dev.levada.entry.cli;

import java.util.List;

/// URLs of queues, as people type them.
final class QueueUrl {

    private QueueUrl() {
    }

    /// @return the URL
    /// @throws UsageError if it is none
    static String require(String typed, String what) {
        RunCommand.requireNamed(List.of(typed), what);
        if (!typed.matches("https?://[^/\\s]+/\\S+")) {
            throw new UsageError("expected the URL of a queue for " + what + ", got " + typed);
        }
        return typed;
    }
}
