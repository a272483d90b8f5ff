package dev.levada.entry.lambda;

import dev.levada.s3.S3Server;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// An S3 server with the buckets that the files of `events/` speak of, for the function under test.
public final class EventBuckets implements QuarkusTestResourceLifecycleManager {

    static final String INPUT = "exports-bucket";
    static final String OUTPUT = "levada-output";

    /// Where the SDK looks for what Lambda gives a function by its environment.
    private static final Map<String, String> IDENTITY = Map.of("aws.accessKeyId", S3Server.ACCESS_KEY,
            "aws.secretAccessKey", S3Server.SECRET_KEY, "aws.region", S3Server.REGION.id());

    private S3Server server;

    @Override
    public Map<String, String> start() {
        server = S3Server.start();
        server.createBucket(INPUT);
        server.createBucket(OUTPUT);
        for (String key : ThreeUsers.KEYS) {
            server.put(INPUT, key, ThreeUsers.EXPORT);
        }
        IDENTITY.forEach(System::setProperty);
        return Map.of("levada.output", OUTPUT, "levada.s3.endpoint", server.endpoint().toString());
    }

    @Override
    public void stop() {
        IDENTITY.keySet().forEach(System::clearProperty);
        if (server != null) {
            server.close();
        }
    }
}
