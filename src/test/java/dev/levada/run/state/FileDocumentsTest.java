package dev.levada.run.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.DocumentsContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileDocumentsTest implements DocumentsContract {

    @TempDir
    private Path folder;

    @Override
    public Documents documents() {
        return new FileDocuments(folder);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void nothingButTheDocumentIsLeftWherePeopleLook() throws IOException {
        documents().create(KEY, "1".getBytes(UTF_8));
        documents().create(KEY, "2".getBytes(UTF_8));
        documents().write(KEY, "3".getBytes(UTF_8));
        documents().replace(KEY, "4".getBytes(UTF_8), documents().readTagged(KEY).orElseThrow().tag());
        assertEquals(List.of("_levada/ledger/.lock", KEY), files(), "one lock, whatever the number of documents");
        assertEquals(List.of(KEY), documents().list(""), "and it is no document");
    }

    /// Killed between the writing of a document and its renaming.
    @Test
    void whatAKilledProcessWasWritingIsNoDocumentAndGoesAfterADay() throws IOException {
        documents().write(KEY, "1".getBytes(UTF_8));
        Path young = Files.writeString(folder.resolve("_levada/ledger/.fresh-1"), "half of");
        Path old = Files.writeString(folder.resolve("_levada/ledger/.fresh-2"), "half of");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        assertEquals(List.of(KEY), documents().list(""));
        documents().replace(KEY, "2".getBytes(UTF_8), documents().readTagged(KEY).orElseThrow().tag());
        assertTrue(Files.exists(young), "its writer may live");
        assertFalse(Files.exists(old));
    }

    @Test
    void whoeverEmptiesAFolderIsInNobodysWay() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> neighbours = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String key = "_levada/runs/users/3f9a/" + i + ".tail";
                neighbours.add(() -> {
                    for (int times = 0; times < 100; times++) {
                        documents().write(key, List.of(ByteBuffer.allocate(10)));
                        assertEquals(10, documents().read(key).orElseThrow().length);
                        documents().remove(key);
                    }
                    return null;
                });
            }
            for (Future<Void> neighbour : threads.invokeAll(neighbours)) {
                neighbour.get();
            }
        }
        assertEquals(List.of(), documents().list(""));
    }
}
