package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/// A queue of SQS. Its client is made when the first message is sent: most invocations send none.
public final class SqsQueue {

    private final String url;
    private final String endpoint;
    private SqsClient client;

    /// @param url of the queue
    /// @param endpoint another server that speaks SQS, or null for AWS
    public SqsQueue(String url, String endpoint) {
        this.url = url;
        this.endpoint = endpoint;
    }

    /// Sends a message that nobody receives before the delay is over.
    ///
    /// @throws Failure UNWRITABLE if the queue does not take it
    public void send(String body, Duration delay) {
        try {
            client().sendMessage(
                    message -> message.queueUrl(url).messageBody(body).delaySeconds((int) delay.toSeconds()));
        } catch (SdkException trouble) {
            String got = trouble instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                    ? answer.statusCode() + " " + answer.awsErrorDetails().errorCode()
                    : trouble.getClass().getSimpleName();
            throw new Failure(FailureCode.UNWRITABLE, "expected to send a message to the intake queue, got " + got,
                    trouble);
        }
    }

    private SqsClient client() {
        if (client == null) {
            SqsClientBuilder builder = SqsClient.builder().httpClient(UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(5)).socketTimeout(Duration.ofSeconds(10)).build());
            if (endpoint != null) {
                builder.endpointOverride(URI.create(endpoint));
            }
            client = builder.build();
        }
        return client;
    }
}
