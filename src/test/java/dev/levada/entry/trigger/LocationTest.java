package dev.levada.entry.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys in S3 notifications are URL-encoded.
final class LocationTest {

    @ParameterizedTest
    @CsvSource({"plain.json, plain.json", "a+b, a b", "a%20b, a b", "a%2Bb, a+b", "a%2bb, a+b", "a%252Bb, a%2Bb",
            "M%C3%BCnchen, München", "%F0%9F%98%80, 😀", "😀, 😀", "ü+%C3%BC, ü ü", "a/b%2Fc, a/b/c",
            "%C3%BC%EF%BF%BD, ü\uFFFD"})
    void aKeyIsDecodedOnce(String encoded, String key) {
        assertEquals(key, Location.decodedKey(encoded));
    }

    @Test
    void whateverIsEncodedComesBack() {
        String key = "exports/ü+ %2B&=?#\u0001\u007f日本😀/x.json";
        assertEquals(key, Location.decodedKey(URLEncoder.encode(key, StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "100%", "a%2", "%zz", "%+1", "%-1", "%FF", "%C3", "%C0%AF", "%ED%A0%80", "\ud800",
            "%ü1"})
    void whatIsNotEncodedIsMalformedAndNoOtherKey(String encoded) {
        assertThrows(MalformedEvent.class, () -> Location.decodedKey(encoded));
    }
}
