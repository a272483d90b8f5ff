package dev.levada.entry.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.run.report.RunReport;

/// Metrics of one object as a line of the CloudWatch Embedded Metric Format
/// (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html>).
///
/// Everything is counted by pipeline, failures also by their code alone. A result that was published before counts as
/// `Repeated` only: its records were counted when they were read. What an invocation took is counted whatever came of it, so
/// that CPU time by bytes is right for runs of many invocations too.
///
/// @param namespace of all metrics: installations that share an account have one each
record EmbeddedMetrics(String namespace) {

    /// Where nothing else is said.
    static final String NAMESPACE = "Levada";
    /// Dimension of what fails before its pipeline is known.
    static final String NO_PIPELINE = "none";

    private static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode of(Outcome.Refused refused, String requestId, long millis) {
        Line line = new Line(NO_PIPELINE, requestId, millis);
        line.count("Published", 0);
        line.failed(refused.code().name());
        return line.document;
    }

    /// A run that will be continued: its records are counted at its end, what it took and what its connections went through is
    /// counted now.
    ObjectNode of(Outcome.Continuing continuing, String requestId, long millis) {
        Line line = new Line(continuing.pipeline(), requestId, millis);
        line.count("Continuations", 1);
        line.count("Reopened", continuing.report().reopened());
        line.cost(continuing.report());
        return line.document;
    }

    /// One of something that is neither a result nor a failure.
    ObjectNode counted(String pipeline, String name, String requestId, long millis) {
        Line line = new Line(pipeline, requestId, millis);
        line.count(name, 1);
        return line.document;
    }

    ObjectNode of(Outcome.Ran ran, String requestId, long millis) {
        RunReport report = ran.report();
        Line line = new Line(ran.pipeline(), requestId, millis);
        boolean read = !report.repeated();
        line.count("Records", read ? orZero(report.records()) : 0);
        line.count("Rows", read ? orZero(report.rows()) : 0);
        line.count("Filtered", read ? orZero(report.filtered()) : 0);
        line.count("Rejected", read ? orZero(report.rejected()) : 0);
        line.bytes("BytesIn", read ? orZero(report.bytesIn()) : 0);
        line.bytes("BytesOut", read ? orZero(report.bytesOut()) : 0);
        line.count("Reopened", report.reopened());
        line.seconds("Seconds", report.seconds());
        line.cost(report);
        line.count("Repeated", report.repeated() ? 1 : 0);
        line.count("Published", ran.failed() || report.repeated() ? 0 : 1);
        if (ran.failed()) {
            line.failed(report.failure().code().name());
        } else {
            line.count("Failed", 0);
        }
        return line.document;
    }

    private static long orZero(Long number) {
        return number == null ? 0 : number;
    }

    /// The line while it is made. What is not known is left out.
    private final class Line {

        private final ObjectNode document = JSON.createObjectNode();
        private final ArrayNode directives;
        private final ArrayNode byPipeline;

        Line(String pipeline, String requestId, long millis) {
            directives = document.putObject("_aws").put("Timestamp", millis).putArray("CloudWatchMetrics");
            document.put("Pipeline", pipeline).put("requestId", requestId);
            byPipeline = directive("Pipeline");
        }

        /// A list of metrics that CloudWatch keeps by one dimension.
        private ArrayNode directive(String dimension) {
            ObjectNode directive = directives.addObject().put("Namespace", namespace);
            directive.putArray("Dimensions").addArray().add(dimension);
            return directive.putArray("Metrics");
        }

        private void failed(String code) {
            count("Failed", 1);
            document.put("FailureCode", code);
            declare(directive("FailureCode"), "Failed", "Count");
        }

        private void cost(RunReport report) {
            seconds("CpuSeconds", report.cpuSeconds());
            if (report.peakRssBytes() != null) {
                bytes("PeakMemory", report.peakRssBytes());
            }
        }

        private void count(String name, long value) {
            declare(byPipeline, name, "Count");
            document.put(name, value);
        }

        private void bytes(String name, long value) {
            declare(byPipeline, name, "Bytes");
            document.put(name, value);
        }

        private void seconds(String name, Double value) {
            if (value != null) {
                declare(byPipeline, name, "Seconds");
                document.put(name, value);
            }
        }

        private static void declare(ArrayNode metrics, String name, String unit) {
            metrics.addObject().put("Name", name).put("Unit", unit);
        }
    }
}
