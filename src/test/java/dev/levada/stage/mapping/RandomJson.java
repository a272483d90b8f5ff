package dev.levada.stage.mapping;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Makes JSON texts of every sort, and damages them. The same seed gives the same texts.
final class RandomJson {

    private static final String[] NAMES = {"a", "b", "c", "0", "1", "é", "", "user_id", "a_longer_name",
            "a_longer_nome",
            "quite_a_long_name_1", "quite_a_long_name_2", "x/y", "x~y", "q\\\"t", "\\u0061", "\\u00e9",
            "a_l\\u006fnger_name", "\\ud83d\\ude00", "😀"};
    private static final String[] NUMBERS = {"0", "-0", "7", "-12", "2147483647", "2147483648", "-2147483648",
            "-2147483649", "9223372036854775807",
            "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "0.10", "1e3", "1.5E-7", "-0.0e+2",
            "1e308", "1e309",
            "-1.7976931348623157e308", "1.7976931348623159e308", "12345678901234567890", "151", "150.0"};
    private static final String[] STRINGS = {"", "a", " free ", "premium", "2024-02-29", "2023-02-29",
            "2024-02-22T08:30:00Z", "é€😀", "\\u00e9\\n",
            "\\\"]}", "{[", "\\ud83d\\ude00", "\\ud800", "\\\\", "john.doe@example.com",
            "some text that is longer than a word or two of eight bytes"};
    private static final String[] SPACES = {" ", "\n", "\t", "\r\n", "  ", "            "};
    private static final byte[] BYTES = "\"\\{}[]:,0123456789eE+-.truefalsn u\n\u0000\u001f"
            .getBytes(StandardCharsets.UTF_8);

    private final Random random;
    private boolean spaced;

    RandomJson(long seed) {
        this.random = new Random(seed);
    }

    /// A valid text.
    String text() {
        spaced = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder();
        space(text);
        value(text, 1 + random.nextInt(5));
        space(text);
        return text.toString();
    }

    /// A valid text that is an object or array.
    String container() {
        spaced = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder();
        container(text, 1 + random.nextInt(5));
        return text.toString();
    }

    private void value(StringBuilder text, int depth) {
        int sort = random.nextInt(depth > 0 ? 9 : 5);
        switch (sort) {
            case 0 -> text.append("null");
            case 1 -> text.append(random.nextBoolean());
            case 2, 3 -> text.append(pick(NUMBERS));
            case 4 -> text.append('"').append(pick(STRINGS)).append('"');
            default -> container(text, depth);
        }
    }

    private void container(StringBuilder text, int depth) {
        boolean object = random.nextInt(3) > 0;
        text.append(object ? '{' : '[');
        space(text);
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(',');
                space(text);
            }
            if (object) {
                text.append('"').append(pick(NAMES)).append('"');
                space(text);
                text.append(':');
                space(text);
            }
            value(text, depth - 1);
            space(text);
        }
        text.append(object ? '}' : ']');
    }

    private void space(StringBuilder text) {
        if (spaced && random.nextBoolean()) {
            text.append(pick(SPACES));
        }
    }

    private String pick(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// Damages a text in one to three places.
    byte[] damage(byte[] text) {
        byte[] damaged = text;
        for (int i = random.nextInt(3); i >= 0; i--) {
            damaged = damageOnce(damaged);
        }
        return damaged;
    }

    private byte[] damageOnce(byte[] text) {
        int at = random.nextInt(text.length + 1);
        int to = Math.min(text.length, at + 1 + random.nextInt(3));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text, 0, at);
        switch (random.nextInt(5)) {
            case 0 -> out.write(BYTES[random.nextInt(BYTES.length)]); // put in
            case 1 -> at = to; // take out
            case 2 -> { // replace
                out.write(BYTES[random.nextInt(BYTES.length)]);
                at = Math.min(text.length, at + 1);
            }
            case 3 -> out.writeBytes(Arrays.copyOfRange(text, at, to)); // double
            default -> out.write(0x80 + random.nextInt(0x80));
        }
        out.write(text, at, text.length - at);
        return out.toByteArray();
    }
}
