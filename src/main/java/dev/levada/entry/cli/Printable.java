package dev.levada.entry.cli;

import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Texts of others (names of files, values of records) as a terminal may get them.
final class Printable {

    private static final Pattern PLAIN = Pattern.compile("[\\p{IsAlphabetic}\\p{IsDigit}_./:=@%+,-]+");

    private Printable() {
    }

    /// Control characters are written out: they must not steer the terminal, nor break a line.
    static String of(String text) {
        return text.codePoints()
                .mapToObj(point -> Character.isISOControl(point) && point != '\t'
                        ? "\\u" + HexFormat.of().toHexDigits((char) point)
                        : Character.toString(point))
                .collect(Collectors.joining());
    }

    /// As a word of a shell command, in quotes only where it needs them.
    static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
