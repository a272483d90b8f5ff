package dev.levada.stage.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Reads the member names of objects on the path, across chunks, as far as they may match: a name that is longer than
/// the longest way to write what is looked for is not kept.
final class NameReader {

    private enum State {
        /// Inside the name.
        TEXT,
        /// Behind a backslash.
        ESCAPE,
        /// The closing quote was passed.
        ENDED
    }

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

    private byte[] name = new byte[64];
    private int length;
    private int keep;
    private State state = State.ENDED;

    /// The next byte is the first one behind the opening quote.
    ///
    /// @param wanted what the name will be compared with, or null where it does not matter
    void begin(String wanted) {
        length = 0;
        keep = wanted == null ? 0 : wanted.length() * 6; // every char written as \u0000
        state = State.TEXT;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    /// Goes on from `p` and gives the index behind the closing quote, or `to`.
    int read(byte[] bytes, int p, int to) {
        int i = p;
        while (i < to && state != State.ENDED) {
            switch (state) {
                case TEXT -> {
                    int stop = Math.min(to, Words.quoteOrBackslash(bytes, i));
                    keep(bytes, i, stop);
                    i = stop;
                    if (i < to) {
                        state = bytes[i] == '"' ? State.ENDED : State.ESCAPE;
                        if (state == State.ESCAPE) {
                            keep(bytes, i, i + 1);
                        }
                        i++;
                    }
                }
                case ESCAPE -> {
                    keep(bytes, i, i + 1);
                    i++;
                    state = State.TEXT;
                }
                case ENDED -> throw new IllegalStateException("the loop ends before");
            }
        }
        return i;
    }

    /// One byte more than may match is kept, so that what is too long is known to be.
    private void keep(byte[] bytes, int from, int to) {
        int more = Math.min(to - from, keep + 1 - length);
        if (more > 0) {
            if (length + more > name.length) {
                name = Arrays.copyOf(name, Math.max(length + more, name.length * 2));
            }
            System.arraycopy(bytes, from, name, length, more);
            length += more;
        }
    }

    /// Whether the name that was read is this one, once its escapes are resolved.
    boolean is(String wanted) {
        return length <= keep && unescaped(new String(name, 0, length, StandardCharsets.UTF_8)).equals(wanted);
    }

    /// The text of a JSON string without its quotes; what is no escape stays as it is.
    static String unescaped(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            boolean escape = c == '\\' && i + 1 < raw.length();
            if (escape && raw.startsWith("u", i + 1) && HEX.matcher(raw).region(i + 2, raw.length()).lookingAt()) {
                text.append((char) Integer.parseInt(raw.substring(i + 2, i + 6), 16));
                i += 6;
            } else if (escape) {
                text.append(plain(raw.charAt(i + 1)));
                i += 2;
            } else {
                text.append(c);
                i++;
            }
        }
        return text.toString();
    }

    private static char plain(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
