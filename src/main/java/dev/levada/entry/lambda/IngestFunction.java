package dev.levada.entry.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.levada.run.S3Settings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The Lambda function: any event to the [Intake] that the environment describes.
///
/// A stream handler, for the form of the event is not known before it is read.
@Singleton
@Named("ingest")
public final class IngestFunction implements RequestStreamHandler {

    private final Deployment deployment;
    private final Journal journal;
    /// Held here, for those who call it do not hold it.
    private final Snapshot snapshot;
    private Intake intake;

    /// @param output `LEVADA_OUTPUT`
    /// @param pipelines `LEVADA_PIPELINES`
    /// @param buckets `LEVADA_BUCKETS`
    /// @param endpoint `LEVADA_S3_ENDPOINT`, else `AWS_ENDPOINT_URL_S3`
    /// @param pathStyle `LEVADA_S3_PATH_STYLE`; where an endpoint is named, it is the usual thing
    /// @param readTimeout `LEVADA_S3_READ_TIMEOUT`, in seconds
    /// @param intakeQueue `LEVADA_INTAKE_QUEUE`
    /// @param sqsEndpoint `LEVADA_SQS_ENDPOINT`, else `AWS_ENDPOINT_URL_SQS`
    /// @param metricsNamespace `LEVADA_METRICS_NAMESPACE`
    @Inject
    IngestFunction(@ConfigProperty(name = "levada.output") Optional<String> output,
            @ConfigProperty(name = "levada.pipelines") Optional<String> pipelines,
            @ConfigProperty(name = "levada.buckets") Optional<String> buckets,
            @ConfigProperty(name = "levada.s3.endpoint") Optional<String> endpoint,
            @ConfigProperty(name = "levada.s3.path-style") Optional<Boolean> pathStyle,
            @ConfigProperty(name = "levada.s3.read-timeout") Optional<String> readTimeout,
            @ConfigProperty(name = "levada.intake.queue") Optional<String> intakeQueue,
            @ConfigProperty(name = "levada.sqs.endpoint") Optional<String> sqsEndpoint,
            @ConfigProperty(name = "levada.metrics.namespace", defaultValue = EmbeddedMetrics.NAMESPACE) String metricsNamespace) {
        this.journal = new Journal(System.out, metricsNamespace);
        this.snapshot = new Snapshot(this::begin, journal);
        S3Settings s3 = new S3Settings(endpoint.orElse(null), null, pathStyle.orElse(endpoint.isPresent()),
                readTimeout.orElse(null));
        this.deployment = new Deployment(output.orElse(null), pipelines.orElse(null), buckets.orElse(null), s3,
                intakeQueue.orElse(null), sqsEndpoint.orElse(null));
    }

    /// Lambda gives a whole core while a function starts, and the paid-for share of one afterwards: what can be made
    /// early is. Where that fails, the first event says why, for nobody reads what a function says while it starts.
    void started(@Observes StartupEvent event) {
        if (Snapshot.isTaken(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            Snapshot.hook(snapshot); // makes it when a copy of the snapshot begins
        } else {
            begin();
        }
    }

    private void begin() {
        try {
            intake = deployment.intake(journal);
        } catch (RuntimeException theFirstEventSaysWhy) {
            intake = null;
        }
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        String requestId = context.getAwsRequestId();
        Deadline deadline = Deadline.inMillis(context.getRemainingTimeInMillis());
        Answer given = intake(requestId).handle(event, deadline, requestId);
        if (given.failure().isPresent()) {
            throw new InvocationFailed(given.failure().get());
        }
        answer.write(given.toJson());
    }

    /// Once per container; tried again at the next event where it failed, for definitions on S3 may have been out of
    /// reach.
    private Intake intake(String requestId) {
        if (intake == null) {
            try {
                intake = deployment.intake(journal);
            } catch (RuntimeException wrong) {
                // No record has been read yet: whosever message it is, it holds nobody's data.
                String message = "the installation is not ready: "
                        + String.valueOf(wrong.getMessage()).replace("\n", "; ");
                journal.fault(message, requestId);
                throw new InvocationFailed(message);
            }
        }
        return intake;
    }
}
