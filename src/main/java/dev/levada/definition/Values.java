package dev.levada.definition;

import dev.levada.model.ByteSize;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Takes written values for what they should be. What is not written (null) gives the fallback. So does what is
/// something else, after it was noted: the rest of the definition is checked all the same.
final class Values {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,9})?)%?");

    private final Problems problems;

    Values(Problems problems) {
        this.problems = problems;
    }

    void problem(Located at, String message) {
        problems.add(at.place(), message);
    }

    Problems problems() {
        return problems;
    }

    /// Notes that something else was expected, unless the value is noted already.
    void expected(String what, Located got) {
        if (!(got instanceof Located.Refused)) {
            problem(got, "expected " + what + ", got " + got.shown());
        }
    }

    String text(Located written, String what, String fallback) {
        if (written instanceof Located.Text text) {
            return text.text();
        }
        if (written != null) {
            expected(what, written);
        }
        return fallback;
    }

    boolean flag(Located written, boolean fallback) {
        if (written instanceof Located.Flag flag) {
            return flag.value();
        }
        if (written != null) {
            expected("true or false", written);
        }
        return fallback;
    }

    /// A whole number within limits, both included.
    long whole(Located written, long least, long most, long fallback) {
        if (written == null) {
            return fallback;
        }
        if (written instanceof Located.Numeral numeral && WHOLE.matcher(numeral.text()).matches()) {
            long number = Long.parseLong(numeral.text());
            if (number >= least && number <= most) {
                return number;
            }
        }
        expected(most == Long.MAX_VALUE
                ? "a whole number from " + least
                : "a whole number from " + least + " to " + most, written);
        return fallback;
    }

    /// A number of bytes within limits, both included.
    long size(Located written, long least, long most, long fallback) {
        if (written == null) {
            return fallback;
        }
        try {
            long bytes = ByteSize.parse(token(written));
            if (bytes >= least && bytes <= most) {
                return bytes;
            }
            expected("a size from " + size(least) + " to " + size(most), written);
        } catch (IllegalArgumentException noSize) {
            expected("a size such as 1048576, 512KiB or 8MiB", written);
        }
        return fallback;
    }

    private static String size(long bytes) {
        return bytes == 0 ? "0" : ByteSize.format(bytes).replace(" ", "");
    }

    /// A share of 0 to 100 percent, with or without `%`.
    double percent(Located written, double fallback) {
        if (written == null) {
            return fallback;
        }
        String text = token(written);
        if (PERCENT.matcher(text).matches()) {
            double percent = Double.parseDouble(text.replace("%", ""));
            if (percent <= 100) {
                return percent;
            }
        }
        expected("0 to 100, with or without %", written);
        return fallback;
    }

    /// The text of a text, a number as it is written; empty for anything else.
    private static String token(Located written) {
        return written instanceof Located.Text text
                ? text.text()
                : written instanceof Located.Numeral numeral ? numeral.text() : "";
    }

    /// One of some words.
    <E> E word(Located written, List<E> choices, Function<E, String> word, E fallback) {
        List<String> words = choices.stream().map(word).toList();
        if (written instanceof Located.Text text && words.contains(text.text())) {
            return choices.get(words.indexOf(text.text()));
        }
        if (written instanceof Located.Text text && Words.NOT_AVAILABLE.contains(text.text())) {
            problems.notAvailable(text.place(), text.text());
        } else if (written instanceof Located.Text text) {
            problem(text, "expected " + Words.choice(words) + ", got " + text.shown()
                    + Words.didYouMean(text.text(), words));
        } else if (written != null) {
            expected(Words.choice(words), written);
        }
        return fallback;
    }

    /// The values of a list that may not be empty; none where it is not written.
    List<Located> items(Located written, String what) {
        if (written instanceof Located.Items items && !items.values().isEmpty()) {
            return items.values();
        }
        if (written instanceof Located.Items) {
            problem(written, "expected " + what + ", got an empty list");
        } else if (written != null) {
            expected(what, written);
        }
        return List.of();
    }
}
