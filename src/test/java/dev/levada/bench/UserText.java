package dev.levada.bench;

import dev.levada.definition.Definitions;
import dev.levada.model.MappingPlan;
import dev.levada.model.Pointer;
import dev.levada.model.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Plain text of users without end, laid out in one way: what a benchmark reads as much of as it wants. Users repeat after a while,
/// far behind what any window or prediction reaches.
@SuppressWarnings("ImmutableEnumChecker") // nobody gets the arrays, and nobody writes to them
public enum UserText {
    ARRAY("[", ",", new Shape.Array()), LINES("", "", new Shape.Lines()), PRETTY("[", ",", new Shape.Array()), PATH(
            "{\"meta\":{\"source\":\"bench\",\"users\":{}},\"users\":[", ",",
            new Shape.ArrayAt(Pointer.parse("/users")));

    private static final int USERS = 4096;

    private final byte[] head;
    private final byte[] cycle;
    private final Shape shape;

    UserText(String head, String separator, Shape shape) {
        StringBuilder users = new StringBuilder();
        for (int i = 0; i < USERS; i++) {
            users.append(name().equals("PRETTY") ? pretty(user(i)) : user(i)).append(separator).append('\n');
        }
        this.head = head.getBytes(StandardCharsets.UTF_8);
        this.cycle = users.toString().getBytes(StandardCharsets.UTF_8);
        this.shape = shape;
    }

    /// The definition that ships with the product.
    public static MappingPlan mapping() {
        try {
            return Definitions.read("users.yaml", Files.readAllBytes(Path.of("pipelines/users.yaml"))).plan().mapping();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /// How the records lie.
    public Shape shape() {
        return shape;
    }

    /// Fills a buffer with what stands at a position of the text.
    public void fill(byte[] into, int length, long position) {
        int filled = 0;
        if (position < head.length) {
            filled = Math.min(length, head.length - (int) position);
            System.arraycopy(head, (int) position, into, 0, filled);
        }
        int at = (int) ((position + filled - head.length) % cycle.length);
        while (filled < length) {
            int more = Math.min(length - filled, cycle.length - at);
            System.arraycopy(cycle, at, into, filled, more);
            filled += more;
            at = 0;
        }
    }

    /// The first bytes of the text.
    public byte[] text(int length) {
        byte[] text = new byte[length];
        fill(text, length, 0);
        return text;
    }

    private static String user(int i) {
        String city = i % 10 == 0 ? "" : ",\"city\":\"New \\\"York\\\" " + i + "\"";
        String age = i % 7 == 0 ? "null" : Integer.toString(i % 120);
        return "{\"user_id\":" + (123456789L + i) + ",\"username\":\"" + (i % 3 == 0 ? "jöhn_" : "john_") + i
                + "\",\"full_name\":\"John Doe\",\"email\":\"John.Doe" + i * 31 % 9973 + "@example.com\",\"age\":" + age
                + ",\"gender\":\"male\",\"country\":\"United States\"" + city
                + ",\"occupation\":\"Software Engineer\",\"education\":\"Bachelor's Degree\","
                + "\"interests\":[\"programming\",\"hiking\"],\"languages\":[\"English\",\"Spanish\"],"
                + "\"last_login\":\"2024-02-" + (10 + i % 19) + "T08:30:" + (10 + i % 49) + "Z\","
                + "\"subscription\":{\"type\":\"" + (i % 2 == 0 ? "premium" : "free")
                + "\",\"start_date\":\"2023-01-01\",\"end_date\":\"2024-12-31\"}}";
    }

    /// One member a line, two spaces a level. No string of [#user] holds a brace, a bracket, a colon or a comma behind a quote.
    private static String pretty(String user) {
        return "  " + user.replace("{\"", "{\n    \"").replace(",\"", ",\n    \"").replace("\":", "\": ")
                .replace("}", "\n  }");
    }
}
