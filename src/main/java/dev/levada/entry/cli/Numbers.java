package dev.levada.entry.cli;

/// Numbers as people read them; a megabyte is a million bytes. Written by hand, for Java's formatter loads what it knows of
/// the languages of the world, which would be a share of what a short command costs.
final class Numbers {

    private Numbers() {
    }

    /// `1,234,567`.
    static String grouped(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        int first = number < 0 ? 1 : 0;
        for (int comma = text.length() - 3; comma > first; comma -= 3) {
            text.insert(comma, ',');
        }
        return text.toString();
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
        return tenths(value) + " " + units[unit];
    }

    /// `1.2 s`.
    static String seconds(double seconds) {
        return tenths(seconds) + " s";
    }

    /// `7.8 MB/s`, `310 MB/s`; nothing has no speed.
    static String megabytesASecond(long bytes, double seconds) {
        double speed = seconds > 0 ? bytes / 1e6 / seconds : 0;
        return (speed < 100 ? tenths(speed) : Long.toString(Math.round(speed))) + " MB/s";
    }

    /// With one decimal.
    private static String tenths(double value) {
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
