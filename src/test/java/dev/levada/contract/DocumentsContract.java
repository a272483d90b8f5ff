package dev.levada.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.run.state.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every place for documents does. All protocols rest on it: of those who create, or replace what they have read, one wins.
public interface DocumentsContract {

    String KEY = "users/runs/3f9ac2d1/manifest.json";
    int RIVALS = 6;

    /// Documents of a place that is empty when a test begins; again: the same place, as another process sees it.
    Documents documents();

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private String text(String key) {
        return documents().read(key).map(document -> new String(document, UTF_8)).orElse(null);
    }

    private String tag(String key) {
        return documents().readTagged(key).orElseThrow().tag();
    }

    @Test
    default void whatIsNotThereIsNotRead() {
        assertEquals(Optional.empty(), documents().read(KEY));
        assertEquals(Optional.empty(), documents().readTagged(KEY));
        Failure failure = assertThrows(Failure.class, () -> documents().stream(KEY));
        assertEquals(FailureCode.STAGING_LOST, failure.code());
        assertTrue(failure.getMessage().contains(documents().uri(KEY)), failure.getMessage());
    }

    @Test
    default void whatIsWrittenIsReadAndTheLastOneCounts() {
        documents().write(KEY, bytes("one"));
        documents().write(KEY, bytes("another, longer"));
        documents().write(KEY, bytes("two"));
        assertEquals("two", text(KEY));
    }

    @Test
    default void aDocumentIsCreatedOnce() {
        String tag = documents().create(KEY, bytes("one")).orElseThrow();
        assertEquals(tag, tag(KEY));
        assertEquals(Optional.empty(), documents().create(KEY, bytes("two")));
        assertEquals("one", text(KEY));
        documents().remove(KEY);
        assertTrue(documents().create(KEY, bytes("two")).isPresent());
        assertEquals("two", text(KEY));
    }

    @Test
    default void onlyTheDocumentWithThisTagIsReplaced() {
        String first = documents().create(KEY, bytes("one")).orElseThrow();
        String second = documents().replace(KEY, bytes("two"), first).orElseThrow();
        assertNotEquals(first, second);
        assertEquals(second, tag(KEY));
        assertEquals(Optional.empty(), documents().replace(KEY, bytes("three"), first), "a stale tag");
        assertEquals("two", text(KEY));
        documents().write(KEY, bytes("four"));
        assertEquals(Optional.empty(), documents().replace(KEY, bytes("three"), second), "somebody has written");
        assertEquals("four", text(KEY));
    }

    @Test
    default void whatIsGoneIsNotReplaced() {
        String tag = documents().create(KEY, bytes("one")).orElseThrow();
        documents().remove(KEY);
        assertEquals(Optional.empty(), documents().replace(KEY, bytes("two"), tag));
        assertEquals(Optional.empty(), documents().read(KEY));
    }

    @Test
    default void theSameTagIsTheSameContent() {
        documents().write(KEY, bytes("one"));
        String tag = tag(KEY);
        assertEquals(tag, tag(KEY));
        documents().write(KEY, bytes("two"));
        assertNotEquals(tag, tag(KEY));
    }

    @Test
    default void ofThoseWhoCreateAtTheSameTimeOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            String key = "_levada/ledger/users/" + round + ".json";
            assertOneWins(key, rival -> documents().create(key, bytes("rival " + rival)));
        }
    }

    @Test
    default void ofThoseWhoReplaceWhatTheyHaveReadOneWins() throws Exception {
        String key = "_levada/ledger/users/0.json";
        documents().write(key, bytes("before"));
        for (int round = 0; round < 5; round++) {
            String tag = tag(key);
            String name = "rival of round " + round + ": ";
            assertOneWins(key, rival -> documents().replace(key, bytes(name + rival), tag));
        }
    }

    private void assertOneWins(String key, IntFunction<Optional<String>> write) throws Exception {
        CyclicBarrier start = new CyclicBarrier(RIVALS);
        List<Callable<Optional<String>>> rivals = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
            int rival = i;
            rivals.add(() -> {
                start.await();
                return write.apply(rival);
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(RIVALS)) {
            List<Integer> winners = new ArrayList<>();
            List<Future<Optional<String>>> written = threads.invokeAll(rivals);
            for (int i = 0; i < RIVALS; i++) {
                Optional<String> tag = written.get(i).get();
                if (tag.isPresent()) {
                    winners.add(i);
                    assertEquals(tag.get(), tag(key));
                }
            }
            assertEquals(1, winners.size(), "winners");
            assertTrue(text(key).endsWith(" " + winners.getFirst()), "what stands there is the winner's");
        }
    }

    @Test
    default void whoReadsWhileOthersWriteReadsOneOfThem() throws Exception {
        String one = "1".repeat(200_000);
        String two = "2".repeat(100_000);
        documents().write(KEY, bytes(one));
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> writing = writer.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    documents().write(KEY, bytes(i % 2 == 0 ? two : one));
                }
            });
            do {
                String read = text(KEY);
                assertTrue(read.equals(one) || read.equals(two), "whole documents only");
            } while (!writing.isDone());
            writing.get();
        }
    }

    @Test
    default void piecesAreOneBehindTheOtherAndStayAsTheyAre() {
        ByteBuffer view = ByteBuffer.wrap(bytes("...two...")).position(3).limit(6);
        List<ByteBuffer> pieces = List.of(ByteBuffer.wrap(bytes("one")), ByteBuffer.allocate(0), view,
                ByteBuffer.wrap(new byte[300_000]));
        documents().write(KEY, pieces);
        byte[] read = documents().read(KEY).orElseThrow();
        assertEquals(300_006, read.length);
        assertEquals("onetwo", new String(read, 0, 6, UTF_8));
        assertEquals(3, view.position());
        assertEquals(3, view.remaining());
    }

    @Test
    default void aStreamGivesTheWholeDocument() throws IOException {
        byte[] document = new byte[700_000];
        for (int i = 0; i < document.length; i++) {
            document[i] = (byte) (i * 31);
        }
        documents().write(KEY, document);
        try (InputStream stream = documents().stream(KEY)) {
            assertArrayEquals(document, stream.readAllBytes());
        }
        try (InputStream left = documents().stream(KEY)) {
            assertEquals(0, left.read(), "whoever has enough goes");
        }
    }

    @Test
    default void anEmptyDocumentIsOne() throws IOException {
        assertTrue(documents().create(KEY, new byte[0]).isPresent());
        assertArrayEquals(new byte[0], documents().read(KEY).orElseThrow());
        assertEquals(List.of(KEY), documents().list("users/"));
        documents().write(KEY, List.of());
        try (InputStream stream = documents().stream(KEY)) {
            assertEquals(-1, stream.read());
        }
        assertTrue(documents().replace(KEY, bytes("more"), tag(KEY)).isPresent());
        assertTrue(documents().replace(KEY, new byte[0], tag(KEY)).isPresent());
    }

    @Test
    default void removingWhatIsGoneIsNoTrouble() {
        documents().remove(KEY);
        documents().write(KEY, bytes("one"));
        documents().write(KEY + "2", bytes("two"));
        documents().remove(KEY);
        documents().remove(KEY);
        assertEquals(List.of(KEY + "2"), documents().list(""));
        documents().remove(KEY + "2");
        documents().write(KEY, bytes("again"));
        assertEquals("again", text(KEY));
    }

    @Test
    default void keysAreListedByWhatTheyBeginWithInOrder() {
        List<String> keys = List.of("a/b/2", "a/b/1", "a/b1", "a/c", "ab", "b/a/b/1", "a/b/1x/y");
        keys.forEach(key -> documents().write(key, bytes(key)));
        assertEquals(keys.stream().sorted().toList(), documents().list(""));
        assertEquals(List.of("a/b/1", "a/b/1x/y", "a/b/2"), documents().list("a/b/"));
        assertEquals(List.of("a/b/1", "a/b/1x/y"), documents().list("a/b/1"));
        assertEquals(List.of("a/b/1", "a/b/1x/y", "a/b/2", "a/b1"), documents().list("a/b"));
        assertEquals(List.of(), documents().list("a/b/1/"));
        assertEquals(List.of(), documents().list("nothing/"));
    }

    @Test
    default void moreKeysThanOneAnswerHoldsAreListed() {
        List<String> keys = IntStream.range(0, 1_003).mapToObj(i -> String.format("many/%05d", i)).toList();
        keys.forEach(key -> documents().write(key, bytes("1")));
        assertEquals(keys, documents().list("many/"));
        keys.forEach(documents()::remove);
        assertEquals(List.of(), documents().list("many/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users/with space.json", "users/plus+and%20.json", "users/ü-é-東京.json",
            "users/a=b&c;d'e.json",
            "users/.hidden", "users/(1)!~*.json", "users/data/country=NO/x"})
    default void namesOfAnyKindAreKept(String key) {
        assertTrue(documents().create(key, bytes("one")).isPresent());
        assertTrue(documents().replace(key, bytes("two"), tag(key)).isPresent());
        assertEquals("two", text(key));
        assertEquals(List.of(key), documents().list("users/"));
        assertTrue(documents().uri(key).endsWith(key), documents().uri(key));
        documents().remove(key);
        assertEquals(List.of(), documents().list(""));
    }
}
