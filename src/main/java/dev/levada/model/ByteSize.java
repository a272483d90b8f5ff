package dev.levada.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as people write them: `1048576`, `512KiB`, `8MiB`, `1GiB` (powers of 1024), `5MB`, `1GB` (powers of 1000).
public final class ByteSize {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\s*([kmg]i?b|b)?", Pattern.CASE_INSENSITIVE);

    private ByteSize() {
    }

    /// Bytes of a written size.
    ///
    /// @throws IllegalArgumentException with a message for the user
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a size such as 1048576, 512KiB or 8MiB, got " + text);
        }
        String unit = matcher.group(2) == null ? "b" : matcher.group(2).toLowerCase(Locale.ROOT);
        int base = unit.length() == 3 ? 1024 : 1000;
        int power = "bkmg".indexOf(unit.charAt(0));
        try {
            long bytes = Long.parseLong(matcher.group(1));
            for (int i = 0; i < power; i++) {
                bytes = Math.multiplyExact(bytes, base);
            }
            return bytes;
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("expected a size below 8 EiB, got " + text, tooLarge);
        }
    }

    /// A size for people: whole binary units where they fit exactly (`8 MiB`), else one decimal (`421.3 MiB`).
    public static String format(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        String[] units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        double value = bytes;
        int unit = -1;
        while (value >= 1024) {
            value /= 1024;
            unit++;
        }
        String number = value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
        return number + " " + units[unit];
    }
}
