package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// How S3 is reached. In AWS nothing of it is set: region and credentials come from the environment.
///
/// @param endpoint another server that speaks S3, or null for AWS
/// @param region or null for the environment's
/// @param pathStyle whether the bucket stands in the path and not in the host name, as most other servers want it
/// @param readTimeout seconds after which a connection that says nothing is given up, as written; null for 30
public record S3Settings(String endpoint, String region, boolean pathStyle, String readTimeout) {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /// Every call is tried so often, but those that read the export: these are counted where it is read. Waits between the
    /// tries double from 100 ms (1 s where S3 says SlowDown), with full jitter.
    private static final int TRIES = 6;

    /// With the usual read timeout.
    public S3Settings(String endpoint, String region, boolean pathStyle) {
        this(endpoint, region, pathStyle, null);
    }

    /// What the environment says, in the words of AWS's own tools: `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL` name
    /// another server than AWS (the SDK's system properties `aws.endpointUrlS3` and `aws.endpointUrl` before them), which
    /// then finds the bucket in the path. Region and credentials are left to the SDK. `LEVADA_S3_READ_TIMEOUT` is in seconds.
    public static S3Settings ofThisProcess() {
        String endpoint = Stream
                .of(System.getProperty("aws.endpointUrlS3"), System.getenv("AWS_ENDPOINT_URL_S3"),
                        System.getProperty("aws.endpointUrl"), System.getenv("AWS_ENDPOINT_URL"))
                .filter(url -> url != null && !url.isBlank()).findFirst().orElse(null);
        return new S3Settings(endpoint, null, endpoint != null, System.getenv("LEVADA_S3_READ_TIMEOUT"));
    }

    /// A client over the JDK's own HTTP connections: the smallest in memory.
    ///
    /// @throws Failure UNREADABLE if no region can be found
    /// @throws IllegalArgumentException if the read timeout cannot be understood
    public S3Client client() {
        S3ClientBuilder builder = builder(connections(timeout()));
        try {
            return builder.build();
        } catch (SdkClientException noRegion) {
            if (endpoint != null) { // other servers do not care, but requests are signed for one
                return builder.region(Region.US_EAST_1).build();
            }
            throw new Failure(FailureCode.UNREADABLE,
                    "expected a region for S3, as AWS_REGION or in a profile, got none", noRegion);
        }
    }

    /// Has the JDK read the certificates that it trusts: it keeps them for every client.
    public static void readCertificates() {
        connections(READ_TIMEOUT).close();
    }

    private static SdkHttpClient connections(Duration readTimeout) {
        return UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(5)).socketTimeout(readTimeout)
                .build();
    }

    /// The client before it is built, over these connections.
    S3ClientBuilder builder(SdkHttpClient connections) {
        S3ClientBuilder builder = S3Client.builder().forcePathStyle(pathStyle)
                // the JDK's connections lose a request now and then where they wait for 100-continue
                .serviceConfiguration(service -> service.expectContinueEnabled(false))
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(TRIES).retryOnException(S3Settings::isConflict).build()))
                .httpClient(connections);
        if (endpoint != null) {
            builder.endpointOverride(url());
        }
        if (region != null) {
            builder.region(Region.of(region));
        }
        return builder;
    }

    private URI url() {
        try {
            URI url = URI.create(endpoint);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException noUrl) {
            throw notAUrl(noUrl);
        }
        throw notAUrl(null);
    }

    private Failure notAUrl(IllegalArgumentException reason) {
        return new Failure(FailureCode.UNREADABLE,
                "expected http://host:port or https://host in AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, got " + endpoint,
                reason);
    }

    private Duration timeout() {
        if (readTimeout == null) {
            return READ_TIMEOUT;
        }
        try {
            Duration timeout = Duration.ofMillis((long) (1000 * Double.parseDouble(readTimeout)));
            if (timeout.isPositive()) { // 0 would be none at all
                return timeout;
            }
        } catch (NumberFormatException none) {
            throw badTimeout();
        }
        throw badTimeout();
    }

    private IllegalArgumentException badTimeout() {
        return new IllegalArgumentException(
                "expected LEVADA_S3_READ_TIMEOUT to be a number of seconds above 0, got " + readTimeout);
    }

    /// 409: a write of the same key was under way, maybe this very one, whose answer was lost. The next try finds how it ended.
    private static boolean isConflict(Throwable trouble) {
        return trouble instanceof S3Exception answer && answer.statusCode() == 409;
    }

    /// A prefix as keys begin with it: empty, or ending in one `/`.
    public static String folder(String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
