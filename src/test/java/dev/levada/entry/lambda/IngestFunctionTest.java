package dev.levada.entry.lambda;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import dev.levada.s3.S3Server;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Every file of `events/` through the function as Lambda would call it, over an S3 server.
@QuarkusTest
@WithTestResource(EventBuckets.class)
class IngestFunctionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Where Quarkus' event server plays Lambda.
    private static final int PORT = 8081;

    @ConfigProperty(name = "levada.s3.endpoint")
    URI endpoint;

    private S3Client s3;

    @BeforeEach
    void connect() {
        s3 = S3Server.client(endpoint, UrlConnectionHttpClient.create());
    }

    @AfterEach
    void disconnect() {
        s3.close();
    }

    static List<String> events() {
        return Expectation.files().stream().map(Path::toString).toList();
    }

    private static Response invoke(byte[] event) {
        return given().port(PORT).contentType("application/json").body(event).post("/");
    }

    /// s3proxy has no versions. That it refuses, and the run with it, shows that the version of the event was asked
    /// for.
    private static Expectation expectation(Path event) {
        return event.endsWith("s3-put-versioned.json")
                ? new Expectation(List.of("failed s3://exports-bucket/exports/users/2026-11-23.json"), null)
                : Expectation.of(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsAnsweredAsExpectedAndItsOutputIsOnS3(String file) throws IOException {
        Expectation expected = expectation(Path.of(file));
        Response response = invoke(Files.readAllBytes(Path.of(file)));
        byte[] body = response.asByteArray();
        String said = new String(body, StandardCharsets.UTF_8);
        assertFalse(said.contains(ThreeUsers.SECRET), said);
        assertEquals(expected.failsTheInvocation() ? 500 : 200, response.statusCode(), said);
        JsonNode answer = JSON.readTree(body);
        if (expected.failsTheInvocation()) {
            assertTrue(answer.get("errorMessage").textValue().matches("[A-Z_]+ .*expected .*, got .*"), said);
            return;
        }
        assertEquals(expected, Expectation.met(answer), said);
        for (JsonNode result : answer.get("results")) {
            if (result.get("state").textValue().equals("published")) {
                assertHoldsTwoUsers(result);
            }
        }
    }

    private void assertHoldsTwoUsers(JsonNode result) throws IOException {
        assertEquals("users", result.get("pipeline").textValue());
        String place = "s3://" + EventBuckets.OUTPUT + "/";
        String manifestUri = result.get("manifest").textValue();
        assertTrue(manifestUri.startsWith(place), manifestUri);
        JsonNode manifest = JSON.readTree(object(manifestUri.substring(place.length())));
        assertEquals(JSON.readTree("{\"records\": 3, \"rows\": 2, \"filtered\": 0, \"rejected\": 1}"),
                manifest.get("counts"));
        List<Integer> users = new ArrayList<>();
        for (JsonNode part : manifest.get("parts")) {
            byte[] bytes = object(part.get("key").textValue());
            assertEquals(part.get("bytes").intValue(), bytes.length);
            if (part.get("destination").textValue().equals("data")) {
                for (String line : plain(bytes).lines().toList()) {
                    users.add(JSON.readTree(line).get("user_id").intValue());
                }
            }
        }
        assertEquals(List.of(1, 2), users);
    }

    private byte[] object(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(EventBuckets.OUTPUT).key(key)).asByteArray();
    }

    private static String plain(byte[] zstd) throws IOException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(zstd))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aVersionThatIsGoneEndsWell() throws IOException {
        Response response = invoke("{\"bucket\":\"exports-bucket\",\"key\":\"exports/users/gone.json\",\"etag\":\"e1\"}"
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(200, response.statusCode());
        assertEquals("superseded", JSON.readTree(response.asByteArray()).at("/results/0/state").textValue());
    }

    @Test
    void anObjectThatNeverWasFails() {
        Response response = invoke("{\"bucket\":\"exports-bucket\",\"key\":\"exports/users/never.json\"}"
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(500, response.statusCode());
    }
}
