package dev.levada.s3;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// Lets one conditional request through at a time. S3 compares and writes in one step; s3proxy compares first and writes then, so
/// that of two writers both may win. And it refuses before it has read a body, and hangs up: the JDK's connection may then fail in
/// writing and never see the answer, so such a request is sent again.
final class AtomicConditions implements SdkHttpClient {

    private static final int TRIES = 50;

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
        return conditional ? alone(request, prepared) : prepared;
    }

    private ExecutableHttpRequest alone(HttpExecuteRequest request, ExecutableHttpRequest prepared) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                one.lock();
                try {
                    return answered(request, prepared);
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

    private HttpExecuteResponse answered(HttpExecuteRequest request, ExecutableHttpRequest prepared)
            throws IOException {
        ExecutableHttpRequest next = prepared;
        for (int tries = 1;; tries++) {
            try {
                return next.call();
            } catch (IOException hungUp) {
                if (tries == TRIES) {
                    throw hungUp;
                }
                next = http.prepareRequest(request);
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
