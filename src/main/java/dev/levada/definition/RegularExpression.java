package dev.levada.definition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;

/// Whether a `pattern` can be compiled, in bounded time and memory. RE2 writes counted repeats out:
/// `((a{1000}){1000}){1000}` is a program of a billion steps.
final class RegularExpression {

    private static final int LONGEST = 1000;
    private static final long MOST_STEPS = 10_000;
    /// A counted repeat, what opens or closes a group, or one thing that is matched.
    private static final java.util.regex.Pattern ELEMENT = java.util.regex.Pattern.compile(String.join("|",
            "\\{(?<least>[0-9]{1,4})(?:,(?<most>[0-9]{0,4}))?}", "(?<open>\\()", "(?<close>\\))",
            "\\\\Q.*?(?:\\\\E|$)", // ex \Q{9}\E
            "\\\\[pPx]\\{[^}]*}", // ex \p{Greek} \x{10FFFF}
            "\\\\.", // ex \{
            "\\[\\^?]?(?:\\\\.|\\[:[^]]*:]|[^]\\\\])*+]", // ex [^]{9}] [[:alpha:]]
            "."), java.util.regex.Pattern.DOTALL);

    private RegularExpression() {
    }

    /// What is wrong with it, or null.
    static String mistake(String pattern) {
        if (pattern.length() > LONGEST) {
            return "expected a regular expression of at most " + LONGEST + " characters, got " + pattern.length();
        }
        if (steps(pattern) > MOST_STEPS) {
            return "expected repeats of at most " + MOST_STEPS + " characters in all, got more";
        }
        try {
            Pattern.compile(pattern);
            return null;
        } catch (PatternSyntaxException wrong) {
            String where = wrong.getPattern() == null || wrong.getPattern().isEmpty()
                    ? ""
                    : ": " + Words.mark(wrong.getPattern());
            return "expected an RE2 regular expression, got " + wrong.getDescription() + where;
        }
    }

    /// How long it is with its repeats written out; at least so long, where it is not well-formed.
    private static long steps(String pattern) {
        Deque<Long> groups = new ArrayDeque<>();
        long before = 0;
        long last = 0;
        Matcher element = ELEMENT.matcher(pattern);
        while (element.find()) {
            if (element.group("least") != null) {
                last = Math.min(last * repeats(element), MOST_STEPS + 1);
            } else if (element.group("open") != null) {
                groups.push(before + last);
                before = 0;
                last = 0;
            } else if (element.group("close") != null) {
                last += before + 1;
                before = groups.isEmpty() ? 0 : groups.pop();
            } else {
                before += last;
                last = 1;
            }
        }
        while (!groups.isEmpty()) {
            before += groups.pop();
        }
        return before + last;
    }

    private static long repeats(Matcher repeat) {
        String most = repeat.group("most");
        return Math.max(1, Long.parseLong(most == null || most.isEmpty() ? repeat.group("least") : most));
    }
}
