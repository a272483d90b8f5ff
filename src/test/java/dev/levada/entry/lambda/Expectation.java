package dev.levada.entry.lambda;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a file of `events/` must be answered with.
///
/// @param results state and object of each result, in order
/// @param failedMessages ids of the messages that come back to the queue, or null where the event came from none
record Expectation(List<String> results, List<String> failedMessages) {

    static final Path EVENTS = Path.of("events");

    private static final String MONDAY = "published s3://exports-bucket/exports/users/2026-11-23.json";
    private static final String TUESDAY = "published s3://exports-bucket/exports/users/2026-11-24.json";
    private static final String MUNICH = "published s3://exports-bucket/exports/users/München 2026+11.json";

    private static final Map<String, Expectation> BY_FILE = Map.ofEntries(entry("s3-put.json", of(MONDAY)),
            entry("s3-put-versioned.json", of(MONDAY)), entry("s3-put-encoded-key.json", of(MUNICH)),
            entry("s3-put-many.json", of(MONDAY, TUESDAY, "ignored s3://exports-bucket/reports/2026-11-23.pdf")),
            entry("s3-put-own-output.json",
                    of("ignored s3://levada-output/users/data/0123456789ab-00000.ndjson.zst")),
            entry("s3-multipart-complete.json", of(MONDAY)),
            entry("s3-folder-marker.json", of("ignored s3://exports-bucket/exports/users/")),
            entry("s3-delete.json", of("ignored s3://exports-bucket/exports/users/2026-11-23.json")),
            entry("s3-test-event.json", of("ignored")), entry("sqs-s3-put.json", of(MONDAY).withFailedMessages()),
            entry("sqs-batch.json",
                    of(MONDAY, "failed", "ignored").withFailedMessages("00000000-0000-4000-8000-000000000002")),
            entry("sns-s3-put.json", of(MONDAY)), entry("sqs-sns-s3-put.json", of(MONDAY).withFailedMessages()),
            entry("eventbridge-object-created.json", of(MUNICH)),
            entry("sqs-eventbridge.json", of(MUNICH).withFailedMessages()),
            entry("eventbridge-object-deleted.json",
                    of("ignored s3://exports-bucket/exports/users/2026-11-23.json")),
            entry("direct.json", of(MONDAY)), entry("sqs-continuation.json", of(MONDAY).withFailedMessages()),
            entry("scheduled.json", of("ignored")),
            entry("malformed.json", of("failed")));

    private static Expectation of(String... results) {
        return new Expectation(List.of(results), null);
    }

    private Expectation withFailedMessages(String... ids) {
        return new Expectation(results, List.of(ids));
    }

    /// The expectation of a file; a file without one is an error.
    static Expectation of(Path file) {
        Expectation expectation = BY_FILE.get(file.getFileName().toString());
        if (expectation == null) {
            throw new AssertionError("expected an expectation of " + file + ", got none: add one here");
        }
        return expectation;
    }

    /// What an answer says, in the same words.
    static Expectation met(JsonNode answer) {
        List<String> results = new ArrayList<>();
        answer.get("results").forEach(result -> results
                .add((result.get("state").textValue() + " " + result.path("object").asText()).strip()));
        List<String> ids = new ArrayList<>();
        answer.path("batchItemFailures").forEach(failure -> ids.add(failure.get("itemIdentifier").textValue()));
        return new Expectation(results, answer.has("batchItemFailures") ? ids : null);
    }

    /// Whether the invocation as a whole has to fail.
    boolean failsTheInvocation() {
        return failedMessages == null && results.stream().anyMatch(result -> result.startsWith("failed"));
    }

    /// All files of `events/`.
    static List<Path> files() {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /// Names of the files that are expected to be there.
    static List<String> names() {
        return BY_FILE.keySet().stream().sorted().toList();
    }
}
