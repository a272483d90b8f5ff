package dev.levada.s3;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/// An S3 server in this process (s3proxy) on a free port. A bucket is a folder below a temporary one.
///
/// Oddities of it: names of buckets have five letters or more; a part that is uploaded after an abort is accepted;
/// there is neither versioning nor tagging; conditional writes are no single step ([AtomicConditions] makes them one for the
/// clients of this process).
public final class S3Server implements AutoCloseable {

    /// Credentials that it takes.
    public static final String ACCESS_KEY = "local-access";
    /// Its secret.
    public static final String SECRET_KEY = "local-secret";
    /// The region that clients must name; the server does not care.
    public static final Region REGION = Region.EU_NORTH_1;

    private final Path folder;
    private final S3Proxy proxy;
    private final S3Client client;

    private S3Server(Path folder, S3Proxy proxy) {
        this.folder = folder;
        this.proxy = proxy;
        this.client = settings(endpoint(), new AtomicConditions(UrlConnectionHttpClient.create())).build();
    }

    /// Starts a server without buckets.
    public static S3Server start() {
        try {
            Path folder = Files.createTempDirectory("levada-s3-");
            Properties properties = new Properties();
            properties.setProperty("jclouds.filesystem.basedir", folder.toString());
            S3Proxy proxy = S3Proxy.builder().blobStore(BlobStores.create("filesystem-nio2", properties))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY).stopTimeout(0).build();
            proxy.start();
            return new S3Server(folder, proxy);
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy does not start", e);
        }
    }

    /// Where it listens.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /// A client of it as the function has it, retries included; closed with the server.
    public S3Client client() {
        return client;
    }

    /// A client of any such server that does not retry, so that tests see every request.
    public static S3Client client(URI endpoint, SdkHttpClient http) {
        return settings(endpoint, http)
                .overrideConfiguration(config -> config.retryStrategy(retries -> retries.maxAttempts(1))).build();
    }

    /// A client of any such server that retries as the function's does.
    public static S3Client retrying(URI endpoint, SdkHttpClient http) {
        return settings(endpoint, http).build();
    }

    /// Without `Expect: 100-continue`, over which the connections of the JDK now and then break.
    private static S3ClientBuilder settings(URI endpoint, SdkHttpClient http) {
        AwsBasicCredentials credentials = AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY);
        return S3Client.builder().endpointOverride(endpoint).region(REGION).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials)).httpClient(http)
                .serviceConfiguration(config -> config.expectContinueEnabled(false));
    }

    public void createBucket(String bucket) {
        client.createBucket(request -> request.bucket(bucket));
    }

    public void put(String bucket, String key, byte[] content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    public byte[] get(String bucket, String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    }

    /// Keys of all objects of a bucket, sorted.
    public List<String> keys(String bucket) {
        return client.listObjectsV2(request -> request.bucket(bucket)).contents().stream().map(S3Object::key).sorted()
                .toList();
    }

    /// Keys of all uploads of a bucket that are neither completed nor aborted, sorted.
    public List<String> uploads(String bucket) {
        return client.listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
                .map(MultipartUpload::key).sorted().toList();
    }

    @Override
    public void close() {
        client.close();
        try (Stream<Path> files = Files.walk(folder)) {
            proxy.stop();
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy does not stop", e);
        }
    }
}
