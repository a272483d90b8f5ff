package dev.levada.entry.trigger;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Events as others have published them (see the INDEX.md beside them). Templates hold placeholders in braces.
final class SampleEventsTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples/aws-events");
    private static final String MALFORMED = "malformed";
    private static final String IGNORED = "ignored";

    private static final Map<String, List<String>> EXPECTED = Map.ofEntries(
            entry("docs-s3-java-event-template.json", List.of("s3://BUCKET_NAME/inbound/sample-s3-java.png"
                    + " 21476 d132690b6c65b6d1629721dcfb49b883 005E64A65DF093B26D")),
            entry("eventbridge-object-deleted.json", List.of(IGNORED)),
            entry("java-libs-s3_event.json", List.of(
                    "s3://example-bucket/test/key 1024 0123456789abcdef0123456789abcdef 0A1B2C3D4E5F678901")),
            entry("java-libs-sns_event.json", List.of(MALFORMED)),
            entry("java-libs-sqs-sqs_event_nobody.json", List.of(MALFORMED)),
            entry("java-libs-sqs-sqs_event_product.json", List.of(MALFORMED)),
            entry("s3-object-created-put.json",
                    List.of("s3://lambda-artifacts-deafc19498e3f2df/b21b84d653bb07b05b1e6b33684dc11b"
                            + " 1305107 b21b84d653bb07b05b1e6b33684dc11b 0C0F6F405D6ED209E1")),
            entry("sam-template-cloudwatch-ScheduledEvent.json", List.of(IGNORED)),
            entry("sam-template-s3-S3BatchInvocation.json", List.of(MALFORMED)),
            entry("sam-template-s3-S3Delete.json", List.of(IGNORED)),
            entry("sam-template-s3-S3Put.json", List.of(
                    "s3://{{{bucket}}}/{{{key}}} 1024 0123456789abcdef0123456789abcdef 0A1B2C3D4E5F678901")),
            entry("sam-template-sns-Sns.json", List.of(MALFORMED)),
            entry("sam-template-sqs-Sqs.json", List.of(MALFORMED)),
            entry("sns-notification.json", List.of(MALFORMED)),
            entry("sqs-plain-bodies.json", List.of(MALFORMED, MALFORMED)));

    @Test
    void everySampleHasTheOutcomeThatItShould() throws IOException {
        Map<String, List<String>> got = new TreeMap<>();
        try (Stream<Path> files = Files.list(SAMPLES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                got.put(file.getFileName().toString(), outcomes(Files.readAllBytes(file)));
            }
        }
        assertEquals(new TreeMap<>(EXPECTED), got);
    }

    private static List<String> outcomes(byte[] event) {
        try {
            return TriggerDecoder.decode(event).messages().stream().flatMap(message -> message.triggers().stream())
                    .map(SampleEventsTest::outcome).toList();
        } catch (MalformedEvent malformed) {
            return List.of(MALFORMED);
        }
    }

    private static String outcome(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Export export -> export.export().uri() + " " + export.export().size() + " "
                    + export.export().etag() + " " + export.export().sequencer();
            case Trigger.Ignored ignored -> IGNORED;
            case Trigger.Malformed malformed -> MALFORMED;
        };
    }
}
