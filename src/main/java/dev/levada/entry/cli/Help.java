package dev.levada.entry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What `--help` prints, no wider than the terminal.
final class Help {

    private static final Signature LEVADA = Signature.of().examples("levada demo",
            "levada run export.json --output out",
            "levada run export.json.gz --output out --pipeline users",
            "levada show export.json --record 4211 --pipeline users", "levada check pipelines/users.yaml");

    private static final List<Row> ALWAYS = List.of(new Row("  -h, --help", "Show this help message and exit."),
            new Row("  -V, --version", "Print version information and exit."));

    private static final List<Row> EXIT_CODES = List.of(new Row("  0", "every run is published"),
            new Row("  1", "a run failed and published nothing"),
            new Row("  2", "the command line or a definition has errors"));

    /// Longer labels have a line of their own, lest all descriptions are squeezed.
    private static final int LONGEST_LABEL = 26;

    private static final String GAP = "   ";
    private static final int NARROWEST = 60;

    private final int width;
    private final StringBuilder text = new StringBuilder();

    private Help(int width) {
        this.width = Math.max(width, NARROWEST);
    }

    /// A label and what there is to say about it.
    private record Row(String label, String words) {

        static Row of(Argument<?> argument) {
            String dots = argument.kind() == Argument.Kind.OPERANDS ? "..." : "";
            String standsIn = argument.otherwise() == null ? "" : argument.otherwise();
            return new Row("      " + argument.words() + dots, argument.description().replace("${default}", standsIn));
        }
    }

    /// Which commands there are.
    static String ofAll(int width) {
        Help help = new Help(width);
        help.lines("", "", List.of("Streams large JSON user exports into finished output."));
        help.synopsis("levada", LEVADA, "COMMAND");
        help.options(LEVADA);
        help.text.append("Commands:\n");
        help.table(Stream.of(CommandName.values()).map(one -> new Row("  " + one.word(), one.header())).toList());
        return help.ending(LEVADA);
    }

    /// What one of them takes.
    static String of(CommandName command, int width) {
        Help help = new Help(width);
        Signature signature = command.signature();
        help.lines("", "", words(command.header()));
        help.synopsis("levada " + command.word(), signature,
                signature.operand().map(Row::of).map(row -> row.label().strip()).orElse(""));
        help.lines("", "", words(signature.description()));
        help.options(signature);
        return help.ending(signature);
    }

    private void synopsis(String command, Signature signature, String operand) {
        List<String> parts = new ArrayList<>(List.of("[-hV]"));
        for (Argument<?> option : signature.options()) {
            if (!signature.choice().contains(option)) {
                parts.add(option.required() ? option.words() : "[" + option.words() + "]");
            }
        }
        if (!signature.choice().isEmpty()) {
            parts.add("(" + String.join(" | ", signature.choice().stream().map(Argument::words).toList()) + ")");
        }
        if (!operand.isEmpty()) {
            parts.add(operand);
        }
        String begin = "Usage: " + command + " ";
        lines(begin, " ".repeat(begin.length()), parts);
    }

    private void options(Signature signature) {
        List<Row> rows = new ArrayList<>(signature.operand().stream().map(Row::of).toList());
        signature.options().stream().map(Row::of).forEach(rows::add);
        rows.addAll(ALWAYS);
        table(rows);
    }

    private String ending(Signature signature) {
        text.append("\nExit codes:\n");
        table(EXIT_CODES);
        text.append("\nExamples:\n");
        signature.examples().forEach(this::example);
        return text.toString();
    }

    /// One that does not fit goes on behind a backslash, so that it can be typed as it stands.
    private void example(String line) {
        String continued = " \\";
        StringBuilder row = new StringBuilder("  ");
        String before = "";
        int left = line.length();
        for (String word : words(line)) {
            int rest = left > width - row.length() ? continued.length() : 0;
            if (row.length() + before.length() + word.length() + rest > width) {
                text.append(row).append(continued).append('\n');
                row = new StringBuilder("      ");
                before = "";
            }
            row.append(before).append(word);
            left -= word.length() + 1;
            before = " ";
        }
        text.append(row).append('\n');
    }

    private void table(List<Row> rows) {
        int column = GAP.length()
                + rows.stream().mapToInt(row -> row.label().length()).filter(length -> length <= LONGEST_LABEL).max()
                        .orElse(0);
        for (Row row : rows) {
            String begin = row.label() + " ".repeat(Math.max(column - row.label().length(), 0));
            if (row.label().length() > LONGEST_LABEL) {
                text.append(row.label()).append('\n');
                begin = " ".repeat(column);
            }
            lines(begin, " ".repeat(column + 2), words(row.words()));
        }
    }

    /// Words behind each other, as many as a line takes.
    private void lines(String begin, String indent, List<String> words) {
        StringBuilder line = new StringBuilder(begin);
        String before = "";
        for (String word : words) {
            if (!before.isEmpty() && line.length() + before.length() + word.length() > width) {
                text.append(line).append('\n');
                line = new StringBuilder(indent);
                before = "";
            }
            line.append(before).append(word);
            before = " ";
        }
        if (!words.isEmpty()) {
            text.append(line).append('\n');
        }
    }

    private static List<String> words(String sentence) {
        return sentence.isEmpty() ? List.of() : List.of(sentence.split(" "));
    }
}
