package dev.levada.bench.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// An export of users, the same bytes on every machine: made where it is not there yet.
public record UserExport(Layout layout, long users) {

    private static final int FLUSH_CHARS = 1 << 16;

    /** Makes the file in the folder, under another name until it is whole. */
    public Path in(Path folder) throws IOException {
        Path file = folder.resolve(layout.fileName(users));
        if (!Files.exists(file)) {
            Path partial = folder.resolve(file.getFileName() + ".partial");
            try (OutputStream out = Files.newOutputStream(partial)) {
                write(out);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    void write(OutputStream out) throws IOException {
        Indent indent = switch (layout) {
            case ARRAY -> new Indent(false, 1);
            case LINES -> new Indent(false, 0);
            case PRETTY -> new Indent(true, 1);
            case WRAPPED -> new Indent(true, 2);
        };
        StringBuilder text = new StringBuilder(2 * FLUSH_CHARS);
        UserRecord user = new UserRecord(text, indent);
        text.append(head());
        for (long i = 0; i < users; i++) {
            text.append(i == 0 || layout == Layout.LINES ? "" : ",").append(indent.line(0));
            user.write(i);
            text.append(layout == Layout.LINES ? "\n" : "");
            if (text.length() > FLUSH_CHARS) {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
        }
        text.append(tail());
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The wrapped export begins with what a search for `"users":[` would fall for. */
    private String head() {
        return switch (layout) {
            case ARRAY, PRETTY -> "[";
            case LINES -> "";
            case WRAPPED -> "{\n  \"meta\":{\"source\":\"bench [\\\"users\\\":] {v1}\",\"count\":" + users
                    + ",\"tags\":[\"users\",{\"users\":[]}]},\n  \"users\":[";
        };
    }

    private String tail() {
        return switch (layout) {
            case ARRAY -> "]\n";
            case PRETTY -> "\n]\n";
            case LINES -> "";
            case WRAPPED -> "\n  ]\n}\n";
        };
    }
}
