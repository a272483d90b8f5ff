package dev.levada.entry.lambda;

import dev.levada.run.S3Settings;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;

/// What is started on a runtime of its own, whose cache holds all that the rehearsal of [StreamHandler] would load. What no cache holds are the
/// certificates of the JDK: they are read beside the start of Quarkus.
public final class CachedStreamHandler extends QuarkusStreamHandler {

    static {
        Thread.ofPlatform().daemon().name("certificates").start(CachedStreamHandler::readCertificates);
    }

    private static void readCertificates() {
        try {
            S3Settings.readCertificates();
        } catch (RuntimeException theFirstConnectionSaysIt) {
            // It reads them again.
        }
    }
}
