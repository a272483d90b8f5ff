package dev.levada.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/// The reason is always told, and in a few words.
final class TroubleTest {

    @Test
    void filesSayWhatAndWhere() {
        assertEquals("nothing at a", Trouble.words(new NoSuchFileException("a")));
        assertEquals("no permission for a", Trouble.words(new AccessDeniedException("a")));
        assertEquals("No space left on device at a",
                Trouble.words(new FileSystemException("a", null, "No space left on device")));
        assertEquals("No space left on device", Trouble.words(new IOException("No space left on device")));
    }

    @Test
    void theInnermostReasonIsWhatAServerDidNotAnswerFor() {
        assertEquals("no answer: no server is named s3.invalid", Trouble
                .noAnswer(new IllegalStateException("long", new IOException(new UnknownHostException("s3.invalid")))));
        assertEquals("no answer: connection refused",
                Trouble.noAnswer(new IllegalStateException("long", new ConnectException("Connection refused"))));
        assertEquals("no credentials for S3, in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or a profile",
                Trouble.noAnswer(new IllegalStateException("Unable to load credentials from any of [...]")));
    }
}
