package dev.levada.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// S3 as one run sees it, played without a network: some exports are there to be read, everything that is written is taken, and
/// forgotten. Answers in the words of the [API](https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html),
/// so that the client has all of its work to do, signatures included, with credentials that are none.
final class S3Rehearsal implements SdkHttpClient {

    /// Nobody is asked for credentials, and nobody would accept these.
    private static final AwsBasicCredentials NONE = AwsBasicCredentials.create("rehearsal", "rehearsal");
    private static final String ETAG = "\"rehearsal\"";
    private static final String SOMEBODY = "<ID>rehearsal</ID><DisplayName>rehearsal</DisplayName>";
    private static final String WRITTEN = "Thu, 01 Jan 2026 00:00:00 GMT";

    /// By key.
    private final Map<String, byte[]> exports;

    S3Rehearsal(Map<String, byte[]> exports) {
        this.exports = exports;
    }

    /// Stores whose output bucket takes everything.
    ///
    /// @param exports by key, in any bucket; they are read where they are
    static Stores stores(String output, Map<String, byte[]> exports) {
        S3Settings settings = new S3Settings("http://rehearsal.invalid", "us-east-1", true);
        return new S3Stores(settings.builder(new S3Rehearsal(exports))
                .credentialsProvider(StaticCredentialsProvider.create(NONE)).build(), output, "");
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (request.contentStreamProvider().isPresent()) {
                    try (InputStream body = request.contentStreamProvider().get().newStream()) {
                        body.transferTo(OutputStream.nullOutputStream());
                    }
                }
                return answer(request.httpRequest());
            }

            @Override
            public void abort() {
                // Nothing is under way.
            }
        };
    }

    private HttpExecuteResponse answer(SdkHttpRequest request) {
        String path = request.encodedPath();
        byte[] export = exports.get(path.substring(path.lastIndexOf('/') + 1));
        return switch (request.method()) {
            case HEAD -> export == null ? absent(false) : ok(export.length, new byte[0]);
            case GET -> request.rawQueryParameters().isEmpty()
                    ? read(request, export)
                    : listing(request);
            case POST -> posted(request);
            case PUT -> put(path);
            case DELETE, PATCH, OPTIONS -> ok(0, new byte[0]);
        };
    }

    /// `Range: bytes=FROM-TO`, both inclusive.
    private static HttpExecuteResponse read(SdkHttpRequest request, byte[] export) {
        if (export == null) {
            return absent(true);
        }
        String[] range = request.firstMatchingHeader("Range").orElse("bytes=0-" + (export.length - 1))
                .substring("bytes=".length()).split("-", -1);
        int from = Integer.parseInt(range[0]);
        int end = Math.min(export.length, Integer.parseInt(range[1]) + 1);
        SdkHttpResponse.Builder head = head(206, end - from).putHeader("Content-Range",
                "bytes " + from + "-" + (end - 1) + "/" + export.length);
        return answer(head, Arrays.copyOfRange(export, from, end));
    }

    /// Of each sort there is one: a part of an upload, and an object below any prefix. No upload is left over.
    private static HttpExecuteResponse listing(SdkHttpRequest request) {
        if (request.rawQueryParameters().containsKey("uploadId")) {
            return xml(200, "<ListPartsResult><IsTruncated>false</IsTruncated><Part><PartNumber>1</PartNumber><ETag>"
                    + ETAG + "</ETag></Part><Initiator>" + SOMEBODY + "</Initiator><Owner>" + SOMEBODY
                    + "</Owner></ListPartsResult>");
        }
        return xml(200, request.rawQueryParameters().containsKey("uploads")
                ? "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>"
                : "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>"
                        + request.firstMatchingRawQueryParameter("prefix").orElse("") + "rehearsal</Key><ETag>" + ETAG
                        + "</ETag><Size>1</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified><Owner>"
                        + SOMEBODY + "</Owner></Contents></ListBucketResult>");
    }

    /// Of rejects no ETag is told: so it is asked for, as those of long uploads are, and both ways are rehearsed.
    private static HttpExecuteResponse put(String path) {
        SdkHttpResponse.Builder head = head(200, 0);
        return answer(path.contains("/rejects/") ? head.removeHeader("ETag") : head, new byte[0]);
    }

    private static HttpExecuteResponse posted(SdkHttpRequest request) {
        return xml(200, request.rawQueryParameters().containsKey("uploads")
                ? "<InitiateMultipartUploadResult><UploadId>" + request.encodedPath()
                        + "</UploadId></InitiateMultipartUploadResult>"
                : "<CompleteMultipartUploadResult><ETag>" + ETAG + "</ETag></CompleteMultipartUploadResult>");
    }

    private static HttpExecuteResponse absent(boolean told) {
        return told
                ? xml(404, "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>")
                : answer(head(404, 0), new byte[0]);
    }

    private static HttpExecuteResponse ok(int length, byte[] body) {
        return answer(head(200, length), body);
    }

    private static HttpExecuteResponse xml(int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return answer(head(status, body.length).putHeader("Content-Type", "application/xml"), body);
    }

    private static SdkHttpResponse.Builder head(int status, int length) {
        return SdkHttpResponse.builder().statusCode(status).putHeader("ETag", ETAG)
                .putHeader("Last-Modified", WRITTEN).putHeader("Content-Length", String.valueOf(length));
    }

    private static HttpExecuteResponse answer(SdkHttpResponse.Builder head, byte[] body) {
        return HttpExecuteResponse.builder().response(head.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body))).build();
    }

    @Override
    public void close() {
        // There is no connection.
    }
}
