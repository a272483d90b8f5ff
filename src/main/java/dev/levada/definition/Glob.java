package dev.levada.definition;

import com.google.re2j.Pattern;

/// A pattern for the keys of objects: `*` is any characters of one folder or file name, `**` any characters at all,
/// `**/` any folders or none, `?` one character, `{a,b}` one of several. Everything else is itself.
final class Glob {

    /// S3 has no longer keys.
    private static final int LONGEST = 1024;
    private static final String FOLDERS = "**/";
    private static final String ANYTHING = "**";

    private final String glob;
    private final StringBuilder expression = new StringBuilder("(?s)");

    private Glob(String glob) {
        this.glob = glob;
    }

    /// What is wrong with it, or null.
    static String mistake(String glob) {
        if (glob.isEmpty() || glob.length() > LONGEST) {
            return "expected a glob of 1 to " + LONGEST + " characters, got " + glob.length();
        }
        boolean open = false;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '{' && open) {
                return "expected } before another {, got " + JsonText.quote(glob);
            }
            open = c == '{' || (open && c != '}');
        }
        return open ? "expected } behind {, got " + JsonText.quote(glob) : null;
    }

    /// Compiles a glob without mistakes.
    static Pattern compile(String glob) {
        return new Glob(glob).compile();
    }

    private Pattern compile() {
        boolean open = false;
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> i += stars(i) - 1;
                case '?' -> expression.append("[^/]");
                case '{' -> expression.append("(?:");
                case '}' -> expression.append(open ? ")" : "\\}");
                case ',' -> expression.append(open ? "|" : ",");
                default -> literal(c);
            }
            open = c == '{' || (open && c != '}');
            i++;
        }
        return Pattern.compile(expression.toString());
    }

    /// Compiles the stars at a place; tells how many characters they are, with the slash behind them where it belongs
    /// to them.
    private int stars(int at) {
        if (glob.startsWith(FOLDERS, at) && (at == 0 || glob.charAt(at - 1) == '/')) {
            expression.append("(?:.*/)?"); // ex a/**/b, which takes a/b too
            return FOLDERS.length();
        }
        if (glob.startsWith(ANYTHING, at)) {
            expression.append(".*");
            return ANYTHING.length();
        }
        expression.append("[^/]*");
        return 1;
    }

    private void literal(char c) {
        if (c < 0x80 && !Character.isLetterOrDigit(c)) {
            expression.append('\\');
        }
        expression.append(c);
    }
}
