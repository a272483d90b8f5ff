package dev.levada.entry.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.run.RunFailure;
import dev.levada.run.report.RunReport;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// Writes what happened as JSON, one object a line: logs and, in the Embedded Metric Format, metrics. Nothing in it
/// is a value of a record.
public final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private enum Level {
        INFO, WARN, ERROR
    }

    private final PrintStream out;
    private final EmbeddedMetrics metrics;
    private final Clock clock;

    public Journal(PrintStream out) {
        this(out, EmbeddedMetrics.NAMESPACE);
    }

    /// @param namespace of the metrics
    Journal(PrintStream out, String namespace) {
        this(out, namespace, Clock.systemUTC());
    }

    Journal(PrintStream out, String namespace, Clock clock) {
        this.out = out;
        this.metrics = new EmbeddedMetrics(namespace);
        this.clock = clock;
    }

    /// What came of one trigger.
    void tell(Outcome outcome, String requestId) {
        switch (outcome) {
            case Outcome.Ran ran -> ran(ran, requestId);
            case Outcome.Continuing continuing -> {
                ObjectNode line = line(Level.INFO, "continuing: stopped at a checkpoint, and asked for more time",
                        requestId);
                write(about(line, continuing.object(), continuing.pipeline()).put("run",
                        continuing.report().run()));
                write(metrics.of(continuing, requestId, clock.millis()));
            }
            case Outcome.Busy busy -> {
                ObjectNode line = line(Level.INFO, "busy: another invocation is at it; asked again in "
                        + busy.delay().toSeconds() + " s", requestId);
                write(about(line, busy.object(), busy.pipeline()));
                write(metrics.counted(busy.pipeline(), "Busy", requestId, clock.millis()));
            }
            case Outcome.Superseded superseded -> {
                ObjectNode line = line(Level.INFO, "superseded: " + superseded.reason(), requestId);
                write(about(line, superseded.object(), superseded.pipeline()));
                write(metrics.counted(superseded.pipeline(), "Superseded", requestId, clock.millis()));
            }
            case Outcome.Ignored ignored -> {
                ObjectNode line = line(Level.INFO, "ignored: " + ignored.reason(), requestId);
                write(about(line, ignored.object(), ignored.pipeline()));
            }
            case Outcome.Refused refused -> {
                ObjectNode line = line(Level.ERROR, refused.message(), requestId);
                write(about(line, refused.object(), null).put("code", refused.code().name()));
                write(metrics.of(refused, requestId, clock.millis()));
            }
        }
    }

    private void ran(Outcome.Ran ran, String requestId) {
        RunReport report = ran.report();
        RunFailure failure = report.failure();
        Level level = failure != null ? Level.ERROR : report.definitionChanged() ? Level.WARN : Level.INFO;
        ObjectNode line = line(level, failure != null ? failure.message() : words(report), requestId);
        about(line, ran.object(), ran.pipeline());
        if (report.run() != null) {
            line.put("run", report.run());
        }
        if (failure != null) {
            line.put("code", failure.code().name()).put("advice", failure.code().advice());
        }
        write(line);
        write(metrics.of(ran, requestId, clock.millis()));
    }

    private static String words(RunReport report) {
        if (report.definitionChanged()) {
            return "published before, by another definition: answered with that result";
        }
        return report.repeated()
                ? "published before: answered with that result"
                : "published " + report.rows() + " of " + report.records() + " records, filtered " + report.filtered()
                        + ", rejected " + report.rejected();
    }

    /// The invocation could not begin.
    void fault(String message, String requestId) {
        write(line(Level.ERROR, message, requestId));
    }

    private ObjectNode line(Level level, String message, String requestId) {
        return JSON.createObjectNode().put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("level", level.name()).put("message", message).put("requestId", requestId);
    }

    private static ObjectNode about(ObjectNode line, String object, String pipeline) {
        if (object != null) {
            line.put("object", object);
        }
        if (pipeline != null) {
            line.put("pipeline", pipeline);
        }
        return line;
    }

    /// One write a line, for Lambda makes an event of each; as bytes, for the platform's character set may be ASCII.
    private void write(ObjectNode line) {
        try {
            byte[] text = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(text, 0, text.length);
            out.flush();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a line can always be written", impossible);
        }
    }
}
