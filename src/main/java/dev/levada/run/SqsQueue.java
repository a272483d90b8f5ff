package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
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
            throw new Failure(FailureCode.UNWRITABLE,
                    "expected to send a message to the intake queue, got " + reason(trouble), trouble);
        }
    }

    /// The kind of trouble, for a message: an answer of the server by its status and code.
    static String reason(SdkException trouble) {
        return trouble instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? answer.statusCode() + " " + answer.awsErrorDetails().errorCode()
                : trouble.getClass().getSimpleName();
    }

    private SqsClient client() {
        if (client == null) {
            client = client(endpoint);
        }
        return client;
    }

    /// A client over the JDK's own HTTP connections.
    ///
    /// @param endpoint another server that speaks SQS, or null for AWS
    static SqsClient client(String endpoint) {
        SqsClientBuilder builder = SqsClient.builder().httpClient(UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5)).socketTimeout(Duration.ofSeconds(10)).build());
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return builder.build();
    }

    /// Where the environment says that SQS is: `LEVADA_SQS_ENDPOINT`, else as AWS's own tools have it, `AWS_ENDPOINT_URL_SQS` or
    /// `AWS_ENDPOINT_URL` (the SDK's system properties `aws.endpointUrlSqs` and `aws.endpointUrl` before them); null for AWS itself.
    public static String endpointOfThisProcess() {
        return Stream
                .of(System.getenv("LEVADA_SQS_ENDPOINT"), System.getProperty("aws.endpointUrlSqs"),
                        System.getenv("AWS_ENDPOINT_URL_SQS"), System.getProperty("aws.endpointUrl"),
                        System.getenv("AWS_ENDPOINT_URL"))
                .filter(url -> url != null && !url.isBlank()).findFirst().orElse(null);
    }
}
