package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// How S3 is reached. In AWS nothing of it is set: region and credentials come from the environment.
///
/// @param endpoint another server that speaks S3, or null for AWS
/// @param region or null for the environment's
/// @param pathStyle whether the bucket stands in the path and not in the host name, as most other servers want it
public record S3Settings(String endpoint, String region, boolean pathStyle) {

    /// A stalled connection is given up after this long; the source then reopens at the byte.
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /// What the environment says, in the words of AWS's own tools: `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL` name
    /// another server than AWS (the SDK's system properties `aws.endpointUrlS3` and `aws.endpointUrl` before them), which
    /// then finds the bucket in the path. Region and credentials are left to the SDK.
    public static S3Settings ofThisProcess() {
        String endpoint = Stream
                .of(System.getProperty("aws.endpointUrlS3"), System.getenv("AWS_ENDPOINT_URL_S3"),
                        System.getProperty("aws.endpointUrl"), System.getenv("AWS_ENDPOINT_URL"))
                .filter(url -> url != null && !url.isBlank()).findFirst().orElse(null);
        return new S3Settings(endpoint, null, endpoint != null);
    }

    /// A client over the JDK's own HTTP connections: the smallest in memory.
    ///
    /// @throws Failure UNREADABLE if no region can be found
    public S3Client client() {
        S3ClientBuilder builder = S3Client.builder().forcePathStyle(pathStyle)
                // the JDK's connections lose a request now and then where they wait for 100-continue
                .serviceConfiguration(service -> service.expectContinueEnabled(false))
                .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(READ_TIMEOUT).build());
        if (endpoint != null) {
            builder.endpointOverride(url());
        }
        if (region != null) {
            builder.region(Region.of(region));
        }
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

    /// A prefix as keys begin with it: empty, or ending in one `/`.
    public static String folder(String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
