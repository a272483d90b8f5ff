package dev.levada.definition;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// The vocabulary of definitions, as messages speak of it.
final class Words {

    /// What the design names and this version does not have: refused, never passed over.
    static final Set<String> NOT_AVAILABLE = Set.of("parquet", "partition-by", "jsonata", "hook", "spill",
            "checkpoint");

    /// More than so many changed characters are another word.
    private static final int TYPING_ERRORS = 2;
    private static final int LONGEST_WORD = 100;
    private static final int MOST_WORDS = 1000;
    /// More are not named in a message.
    private static final int NAMED = 15;

    private Words() {
    }

    /// `a, b or c`.
    static String choice(List<String> words) {
        int last = words.size() - 1;
        if (last >= NAMED) {
            return String.join(", ", words.subList(0, NAMED)) + ", ...";
        }
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /// A word in a message, on one line.
    static String mark(String word) {
        String quoted = JsonText.quote(word);
        return "`" + quoted.substring(1, quoted.length() - 1) + "`";
    }

    /// `, did you mean ...?` where a known word is near, else nothing.
    static String didYouMean(String got, Collection<String> known) {
        String nearest = nearest(got, known);
        return nearest == null ? "" : ", did you mean " + mark(nearest) + "?";
    }

    /// The known word that was probably meant, or null. Case, `-` and `_` do not count.
    static String nearest(String got, Collection<String> known) {
        if (got.length() > LONGEST_WORD) {
            return null;
        }
        String typed = bare(got);
        String nearest = null;
        int least = Math.min(TYPING_ERRORS, typed.length() / 2) + 1;
        for (String word : known.stream().limit(MOST_WORDS).toList()) {
            int distance = distance(typed, bare(word));
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        return nearest;
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /// Fewest characters to insert, delete, replace or swap with their neighbour (optimal string alignment).
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        int[] above = new int[other.length() + 1];
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] next = before;
            before = above;
            above = row;
            row = next;
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
                boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
        }
        return row[other.length()];
    }
}
