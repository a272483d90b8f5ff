package dev.levada.entry.cli;

import java.util.Locale;

/// Numbers as people read them; a megabyte is a million bytes.
final class Numbers {

    private Numbers() {
    }

    /// `1,234,567`.
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `512 B`, `1.7 kB`, `45.2 MB`, `1.3 GB`.
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes / 1e3;
        int unit = 0;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1e3;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f ", value) + units[unit];
    }

    /// `1.2 s`.
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /// `7.8 MB/s`, `310 MB/s`; nothing has no speed.
    static String megabytesASecond(long bytes, double seconds) {
        double speed = seconds > 0 ? bytes / 1e6 / seconds : 0;
        return String.format(Locale.ROOT, speed < 100 ? "%.1f MB/s" : "%.0f MB/s", speed);
    }
}
