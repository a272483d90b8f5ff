package dev.levada.entry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.entry.trigger.MalformedEvent;
import dev.levada.entry.trigger.Trigger;
import dev.levada.entry.trigger.TriggerDecoder;
import dev.levada.run.SqsDeadLetters.Letter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What may be told of a dead letter: the objects that it speaks of, and nothing else of its body.
///
/// @param objects as `s3://bucket/key`; none where nothing can be told of it
record DeadLetter(Letter letter, List<String> objects) {

    /// Reads it as the function would.
    static DeadLetter of(Letter letter) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putArray("Records").addObject().put("eventSource", "aws:sqs").put("messageId", letter.id()).put("body",
                letter.body());
        List<String> objects = new ArrayList<>();
        try {
            TriggerDecoder.decode(event.toString().getBytes(UTF_8)).messages()
                    .forEach(message -> message.triggers().forEach(trigger -> add(trigger, objects)));
        } catch (MalformedEvent nothingToTell) {
            return new DeadLetter(letter, List.of());
        }
        return new DeadLetter(letter, List.copyOf(objects));
    }

    private static void add(Trigger trigger, List<String> objects) {
        switch (trigger) {
            case Trigger.Export export -> objects.add(export.export().uri());
            case Trigger.Ignored ignored -> {
                if (ignored.object() != null) {
                    objects.add(ignored.object());
                }
            }
            case Trigger.Malformed malformed -> {
                // its message id will do
            }
        }
    }

    /// Whether it speaks of an object below a prefix.
    ///
    /// @param prefix `s3://bucket/prefix`, or null for any message
    boolean isAbout(String prefix) {
        return prefix == null || objects.stream().anyMatch(object -> object.startsWith(prefix));
    }

    /// `s3://exports/a.json  received 4 times, 3 h old`.
    String line(Instant now) {
        String what = objects.isEmpty() ? "message " + letter.id() + " (no event)" : String.join(" ", objects);
        String age = letter.since() == null ? "" : ", " + age(Duration.between(letter.since(), now)) + " old";
        return what + "  received " + (letter.received() == 1 ? "once" : letter.received() + " times") + age;
    }

    /// `45 s`, `12 min`, `3 h`, `9 d`.
    static String age(Duration age) {
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
