package dev.levada.s3;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// Lets one conditional request through at a time. S3 compares and writes in one step; s3proxy compares first and writes then, so
/// that of two writers both may win.
final class AtomicConditions implements SdkHttpClient {

    private final SdkHttpClient http;
    private final ReentrantLock one = new ReentrantLock();

    AtomicConditions(SdkHttpClient http) {
        this.http = http;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        boolean conditional = request.httpRequest().firstMatchingHeader("If-Match").isPresent()
                || request.httpRequest().firstMatchingHeader("If-None-Match").isPresent();
        return conditional ? alone(prepared) : prepared;
    }

    private ExecutableHttpRequest alone(ExecutableHttpRequest prepared) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                one.lock();
                try {
                    return prepared.call();
                } finally {
                    one.unlock();
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
