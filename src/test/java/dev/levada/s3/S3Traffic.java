package dev.levada.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// The HTTP client of the function, which notes what is asked and which bodies are open.
public final class S3Traffic implements SdkHttpClient {

    private final SdkHttpClient client = UrlConnectionHttpClient.create();
    private final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    /// Requests of a method, in order.
    public List<SdkHttpRequest> requests(String method) {
        return requests.stream().filter(request -> request.method().name().equals(method)).toList();
    }

    /// A header of each request of a method; the empty text where it has none.
    public List<String> headers(String method, String name) {
        return requests(method).stream().map(request -> request.firstMatchingHeader(name).orElse("")).toList();
    }

    /// Bodies of GETs that were neither closed nor aborted.
    public int openBodies() {
        return open.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        requests.add(request.httpRequest());
        boolean isGet = request.httpRequest().method().name().equals("GET");
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse answer = prepared.call();
                if (!isGet || answer.responseBody().isEmpty() || !answer.httpResponse().isSuccessful()) {
                    return answer;
                }
                return HttpExecuteResponse.builder().response(answer.httpResponse())
                        .responseBody(watched(answer.responseBody().get())).build();
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private AbortableInputStream watched(AbortableInputStream body) {
        open.incrementAndGet();
        AtomicBoolean ended = new AtomicBoolean();
        InputStream closing = new FilterInputStream(body) {
            @Override
            public void close() throws IOException {
                end(ended);
                super.close();
            }
        };
        return AbortableInputStream.create(closing, () -> {
            end(ended);
            body.abort();
        });
    }

    private void end(AtomicBoolean ended) {
        if (ended.compareAndSet(false, true)) {
            open.decrementAndGet();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
