package dev.levada.entry.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.run.RunFailure;
import dev.levada.run.report.RunReport;
import java.util.List;
import java.util.Optional;

/// What an event is answered with: one result per trigger, and for a queue also which of its messages failed
/// (<https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>).
///
/// @param fromQueue whether the event was a batch of messages of SQS
public record Answer(boolean fromQueue, List<Handled> handled) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param messageId of SQS, or null for any other event
    public record Handled(String messageId, Outcome outcome) {
    }

    public Answer {
        handled = List.copyOf(handled);
    }

    /// One line for whoever invoked, where the invocation as a whole has to fail. It has not for a queue, whose
    /// failed messages come back by themselves.
    public Optional<String> failure() {
        List<String> failures = handled.stream().flatMap(one -> one.outcome().failure().stream()).toList();
        if (fromQueue || failures.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(handled.size() == 1
                ? failures.getFirst()
                : failures.size() + " of " + handled.size() + " triggers failed, the first: " + failures.getFirst());
    }

    /// As JSON, in UTF-8. Members that have nothing to say are left out.
    public byte[] toJson() {
        ObjectNode answer = JSON.createObjectNode();
        if (fromQueue) {
            ArrayNode failures = answer.putArray("batchItemFailures");
            handled.stream().filter(one -> one.outcome().failed()).map(Handled::messageId).distinct()
                    .forEach(id -> failures.addObject().put("itemIdentifier", id));
        }
        ArrayNode results = answer.putArray("results");
        for (Handled one : handled) {
            ObjectNode result = results.addObject();
            putText(result, "message", one.messageId());
            write(one.outcome(), result);
        }
        try {
            return JSON.writeValueAsBytes(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer can always be written", impossible);
        }
    }

    private static void write(Outcome outcome, ObjectNode result) {
        switch (outcome) {
            case Outcome.Ran ran -> {
                result.put("object", ran.object());
                result.put("state", ran.failed() ? "failed" : "published");
                result.put("pipeline", ran.pipeline());
                write(ran.report(), result);
            }
            case Outcome.Continuing continuing -> {
                result.put("object", continuing.object());
                result.put("state", "continuing");
                result.put("pipeline", continuing.pipeline());
                putText(result, "run", continuing.report().run());
                putNumber(result, "records", continuing.report().records());
            }
            case Outcome.Busy busy -> {
                result.put("object", busy.object());
                result.put("state", "busy");
                result.put("pipeline", busy.pipeline());
                result.put("delaySeconds", busy.delay().toSeconds());
            }
            case Outcome.Superseded superseded -> {
                result.put("object", superseded.object());
                result.put("state", "superseded");
                result.put("pipeline", superseded.pipeline());
                result.put("reason", superseded.reason());
            }
            case Outcome.Ignored ignored -> {
                putText(result, "object", ignored.object());
                result.put("state", "ignored");
                putText(result, "pipeline", ignored.pipeline());
                result.put("reason", ignored.reason());
            }
            case Outcome.Refused refused -> {
                putText(result, "object", refused.object());
                result.put("state", "failed");
                result.putObject("failure").put("code", refused.code().name()).put("message", refused.message());
            }
        }
    }

    private static void write(RunReport report, ObjectNode result) {
        putText(result, "run", report.run());
        putNumber(result, "records", report.records());
        putNumber(result, "rows", report.rows());
        putNumber(result, "filtered", report.filtered());
        putNumber(result, "rejected", report.rejected());
        RunFailure failure = report.failure();
        if (failure != null) {
            ObjectNode node = result.putObject("failure").put("code", failure.code().name())
                    .put("message", failure.message()).put("advice", failure.code().advice());
            putNumber(node, "offset", failure.offset());
            return;
        }
        result.put("parts", report.parts());
        result.put("complete", report.complete());
        result.put("repeated", report.repeated());
        result.put("definitionChanged", report.definitionChanged());
        putText(result, "manifest", report.manifest());
    }

    private static void putText(ObjectNode node, String member, String text) {
        if (text != null) {
            node.put(member, text);
        }
    }

    private static void putNumber(ObjectNode node, String member, Long number) {
        if (number != null) {
            node.put(member, number);
        }
    }
}
