package dev.levada.definition;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// The text of a definition: small, UTF-8, printable.
final class Source {

    /// Largest definition, in bytes.
    static final int LARGEST = 1 << 20;

    private static final char BOM = '\uFEFF';

    private Source() {
    }

    /// Decodes it.
    ///
    /// @throws BadDefinition if it is none; nothing else can be said of it then
    static String decode(byte[] bytes, Problems problems) {
        if (bytes.length > LARGEST) {
            problems.add(Place.BEGINNING, "expected a definition of at most 1 MiB, got " + bytes.length + " bytes");
            throw problems.bad();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
        String whole = decoded.flip().toString();
        String text = whole.isEmpty() || whole.charAt(0) != BOM ? whole : whole.substring(1);
        if (result.isError()) {
            problems.add(Place.behind(text), "expected UTF-8, got other bytes");
            throw problems.bad();
        }
        requirePrintable(text, problems);
        return text;
    }

    /// YAML allows no other characters, and would not say where one is.
    private static void requirePrintable(String text, Problems problems) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean printable = c >= ' ' ? c < 0x7F || c >= 0xA0 || c == 0x85 : c == '\n' || c == '\r' || c == '\t';
            if (!printable || c == 0xFFFE || c == 0xFFFF) {
                problems.add(Place.behind(text.substring(0, i)), String.format("expected text, got U+%04X", (int) c));
                throw problems.bad();
            }
        }
    }
}
