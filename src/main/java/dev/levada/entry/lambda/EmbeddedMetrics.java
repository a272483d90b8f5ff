package dev.levada.entry.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.run.report.RunReport;

/// Metrics of one object as a line of the CloudWatch Embedded Metric Format
/// (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html>).
///
/// Everything is counted by pipeline, failures also by their code alone. A result that was published before counts as
/// `Repeated` only: its records were counted when they were read.
final class EmbeddedMetrics {

    /// Dimension of what fails before its pipeline is known.
    static final String NO_PIPELINE = "none";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode line = JSON.createObjectNode();
    private final ArrayNode directives;

    private EmbeddedMetrics(String pipeline, String requestId, long millis) {
        this.directives = line.putObject("_aws").put("Timestamp", millis).putArray("CloudWatchMetrics");
        line.put("Pipeline", pipeline).put("requestId", requestId);
    }

    static ObjectNode of(Outcome.Refused refused, String requestId, long millis) {
        EmbeddedMetrics metrics = new EmbeddedMetrics(NO_PIPELINE, requestId, millis);
        ArrayNode byPipeline = metrics.directive("Pipeline");
        metrics.count(byPipeline, "Published", 0);
        metrics.failed(byPipeline, refused.code().name());
        return metrics.line;
    }

    /// A run that will be continued: its records are counted at its end, what its connections went through is counted now.
    static ObjectNode of(Outcome.Continuing continuing, String requestId, long millis) {
        EmbeddedMetrics metrics = new EmbeddedMetrics(continuing.pipeline(), requestId, millis);
        ArrayNode byPipeline = metrics.directive("Pipeline");
        metrics.count(byPipeline, "Continuations", 1);
        metrics.count(byPipeline, "Reopened", continuing.report().reopened());
        return metrics.line;
    }

    /// One of something that is neither a result nor a failure.
    static ObjectNode counted(String pipeline, String name, String requestId, long millis) {
        EmbeddedMetrics metrics = new EmbeddedMetrics(pipeline, requestId, millis);
        metrics.count(metrics.directive("Pipeline"), name, 1);
        return metrics.line;
    }

    static ObjectNode of(Outcome.Ran ran, String requestId, long millis) {
        RunReport report = ran.report();
        EmbeddedMetrics metrics = new EmbeddedMetrics(ran.pipeline(), requestId, millis);
        ArrayNode byPipeline = metrics.directive("Pipeline");
        boolean read = !report.repeated();
        metrics.count(byPipeline, "Records", read ? orZero(report.records()) : 0);
        metrics.count(byPipeline, "Rows", read ? orZero(report.rows()) : 0);
        metrics.count(byPipeline, "Filtered", read ? orZero(report.filtered()) : 0);
        metrics.count(byPipeline, "Rejected", read ? orZero(report.rejected()) : 0);
        metrics.bytes(byPipeline, "BytesIn", read ? orZero(report.bytesIn()) : 0);
        metrics.bytes(byPipeline, "BytesOut", read ? orZero(report.bytesOut()) : 0);
        metrics.count(byPipeline, "Reopened", report.reopened());
        if (report.seconds() != null) {
            metrics.seconds(byPipeline, report.seconds());
        }
        metrics.count(byPipeline, "Repeated", report.repeated() ? 1 : 0);
        metrics.count(byPipeline, "Published", ran.failed() || report.repeated() ? 0 : 1);
        if (ran.failed()) {
            metrics.failed(byPipeline, report.failure().code().name());
        } else {
            metrics.count(byPipeline, "Failed", 0);
        }
        return metrics.line;
    }

    private static long orZero(Long number) {
        return number == null ? 0 : number;
    }

    /// A list of metrics that CloudWatch keeps by one dimension.
    private ArrayNode directive(String dimension) {
        ObjectNode directive = directives.addObject().put("Namespace", "Levada");
        directive.putArray("Dimensions").addArray().add(dimension);
        return directive.putArray("Metrics");
    }

    private void failed(ArrayNode byPipeline, String code) {
        count(byPipeline, "Failed", 1);
        line.put("FailureCode", code);
        count(directive("FailureCode"), "Failed", 1);
    }

    private void count(ArrayNode metrics, String name, long value) {
        metrics.addObject().put("Name", name).put("Unit", "Count");
        line.put(name, value);
    }

    private void bytes(ArrayNode metrics, String name, long value) {
        metrics.addObject().put("Name", name).put("Unit", "Bytes");
        line.put(name, value);
    }

    private void seconds(ArrayNode metrics, double value) {
        metrics.addObject().put("Name", "Seconds").put("Unit", "Seconds");
        line.put("Seconds", value);
    }
}
