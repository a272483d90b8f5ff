package dev.levada.entry.trigger;

import java.util.List;

/// What an event asks for.
///
/// @param messages one per message of a queue, and a single one for any other event
public record Triggers(List<Message> messages) {

    public Triggers {
        messages = List.copyOf(messages);
    }

    /// Whether the messages came from a queue, which wants to know which of them failed.
    public boolean fromQueue() {
        return messages.stream().anyMatch(message -> message.id() != null);
    }

    /// One message.
    ///
    /// @param id the `messageId` of SQS, or null for any other event
    public record Message(String id, List<Trigger> triggers) {

        public Message {
            triggers = List.copyOf(triggers);
        }
    }
}
