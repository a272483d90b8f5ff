package dev.levada.stage.sink;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.model.Part;

/// Answers some requests by a script, as S3 does and the server of the tests does not; lets the others through.
final class ScriptedS3 implements SdkHttpClient {

    private final SdkHttpClient client = UrlConnectionHttpClient.create();
    private final Function<SdkHttpRequest, Answer> script;
    private final AtomicInteger answered = new AtomicInteger();

    /// An answer with a document.
    record Answer(int status, String xml) {
    }

    /// @param script gives null for what the server is to answer
    ScriptedS3(Function<SdkHttpRequest, Answer> script) {
        this.script = script;
    }

    /// Requests that the script has answered.
    int answered() {
        return answered.get();
    }

    static Answer refusal(int status, String code) {
        return new Answer(status, "<Error><Code>" + code + "</Code></Error>");
    }

    static boolean isListParts(SdkHttpRequest request) {
        return request.method() == SdkHttpMethod.GET
                && request.firstMatchingRawQueryParameter("uploadId").isPresent();
    }

    /// The page of a listing that is asked for.
    static Answer page(SdkHttpRequest request, List<Part> all, int size) {
        int from = request.firstMatchingRawQueryParameter("part-number-marker").map(Integer::parseInt).orElse(0);
        int to = Math.min(all.size(), from + size);
        StringBuilder xml = new StringBuilder("<ListPartsResult><IsTruncated>").append(to < all.size())
                .append("</IsTruncated><NextPartNumberMarker>").append(to).append("</NextPartNumberMarker>");
        for (Part part : all.subList(from, to)) {
            xml.append("<Part><PartNumber>").append(part.partNumber()).append("</PartNumber><ETag>")
                    .append(part.eTag()).append("</ETag></Part>");
        }
        return new Answer(200, xml.append("</ListPartsResult>").toString());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Answer answer = script.apply(request.httpRequest());
        if (answer == null) {
            return client.prepareRequest(request);
        }
        answered.incrementAndGet();
        byte[] body = request.httpRequest().method() == SdkHttpMethod.HEAD
                ? new byte[0]
                : answer.xml().getBytes(StandardCharsets.UTF_8);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder().statusCode(answer.status())
                                .putHeader("Content-Type", "application/xml")
                                .putHeader("Content-Length", String.valueOf(body.length)).build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body))).build();
            }

            @Override
            public void abort() {
                throw new UnsupportedOperationException("nothing is under way");
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
