package dev.levada.run.state;

import dev.levada.contract.DocumentsContract;
import dev.levada.s3.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

final class S3DocumentsContractTest implements DocumentsContract {

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
}
