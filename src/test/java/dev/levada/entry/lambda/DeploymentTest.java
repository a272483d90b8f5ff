package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.BadDefinition;
import dev.levada.model.Failure;
import dev.levada.run.S3Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentTest {

    private static final String FIELDS = "fields: {id: {from: /id, type: long}}\n";
    private static final S3Settings S3 = new S3Settings("http://127.0.0.1:1", "eu-north-1", true);
    private static final Journal JOURNAL = new Journal(new PrintStream(OutputStream.nullOutputStream(), true,
            StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private void definition(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aMissingOutputIsSaidByItsVariable() {
        IllegalArgumentException missing = assertThrows(IllegalArgumentException.class,
                () -> new Deployment(null, null, null, S3, null, null).intake(JOURNAL));
        assertTrue(missing.getMessage().contains("LEVADA_OUTPUT"), missing.getMessage());
    }

    @Test
    void badDefinitionsFailBeforeAnythingIsReadWithAllTheirProblems() throws IOException {
        definition("a.yaml", "pipeline: a\nfeilds: {}\n");
        definition("b.yaml", "pipeline: b\nsource: {macht: x}\n" + FIELDS);
        Deployment deployment = Deployment.local("output", folder.toString(), folder);
        BadDefinition bad = assertThrows(BadDefinition.class, () -> deployment.intake(JOURNAL));
        assertEquals(2, bad.problems().size(), bad.getMessage());
    }

    @Test
    void aPlaceWithoutDefinitionsIsNoInstallation() {
        Deployment deployment = Deployment.local("output", folder.toString(), folder);
        assertThrows(Failure.class, () -> deployment.intake(JOURNAL));
    }

    @Test
    void definitionsMayLieInABucketThatIsAFolder() throws IOException {
        definition("config/pipelines/mine.yaml", "pipeline: mine\nsource: {match: \"**\"}\n" + FIELDS);
        definition("in/x.json", "[{\"id\": 1}]");
        Intake intake = Deployment.local("output", "s3://config/pipelines", folder).intake(JOURNAL);
        Answer answer = intake.handle(new ByteArrayInputStream(
                "{\"bucket\":\"in\",\"key\":\"x.json\"}".getBytes(StandardCharsets.UTF_8)), Deadline.UNKNOWN, "r");
        assertEquals("", answer.failure().orElse(""));
        assertTrue(Files.isDirectory(folder.resolve("output/mine/data")));
    }
}
