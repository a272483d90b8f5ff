package dev.levada.run.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.contract.DocumentsContract;
import dev.levada.s3.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

final class S3DocumentsTest implements DocumentsContract {

    private static final String BUCKET = "outputs";

    private static S3Server server;

    @BeforeAll
    static void start() {
        server = S3Server.start();
        server.createBucket(BUCKET);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void empty() {
        server.client().listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents()
                .forEach(object -> server.client().deleteObject(request -> request.bucket(BUCKET).key(object.key())));
    }

    @Override
    public Documents documents() {
        return new S3Documents(server.client(), BUCKET, "levada/out/");
    }

    /// Answers that another request was under way, so many times.
    private static final class Conflicts implements SdkHttpClient {

        private final SdkHttpClient http = UrlConnectionHttpClient.create();
        private int left;

        Conflicts(int times) {
            this.left = times;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            boolean refused = request.httpRequest().method() == SdkHttpMethod.PUT && left-- > 0;
            return refused ? conflict() : http.prepareRequest(request);
        }

        private static ExecutableHttpRequest conflict() {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder().response(SdkHttpResponse.builder().statusCode(409).build())
                            .build();
                }

                @Override
                public void abort() {
                    // Nothing is under way.
                }
            };
        }

        @Override
        public void close() {
            http.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"2, true", "100, false"})
    void whatMeetsAnotherRequestIsSentAgain(int conflicts, boolean written) {
        String tag = documents().create(KEY, new byte[]{1}).orElseThrow();
        try (S3Client client = S3Server.client(server.endpoint(), new Conflicts(conflicts))) {
            Documents documents = new S3Documents(client, BUCKET, "levada/out/");
            assertEquals(written, documents.replace(KEY, new byte[]{2}, tag).isPresent());
            assertArrayEquals(new byte[]{(byte) (written ? 2 : 1)}, documents().read(KEY).orElseThrow());
        }
    }
}
