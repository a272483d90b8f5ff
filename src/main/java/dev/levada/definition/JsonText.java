package dev.levada.definition;

import java.util.stream.Collectors;

/// Writes JSON: no white space, numbers as they were written, and no escape that is not needed.
final class JsonText {

    private JsonText() {
    }

    /// The JSON text of a value.
    static String of(Located value) {
        return switch (value) {
            case Located.Text text -> quote(text.text());
            case Located.Numeral numeral -> numeral.text();
            case Located.Flag flag -> String.valueOf(flag.value());
            case Located.Nothing nothing -> "null";
            case Located.Refused refused -> "null";
            case Located.Items items -> items.values().stream().map(JsonText::of)
                    .collect(Collectors.joining(",", "[", "]"));
            case Located.Members members -> members.members().stream().map(JsonText::member)
                    .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String member(Located.Member member) {
        return quote(member.name()) + ":" + of(member.value());
    }

    /// A text as a JSON string. Half of a surrogate pair is escaped, for it has no form in UTF-8.
    static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> quote(point, json));
        return json.append('"').toString();
    }

    private static void quote(int point, StringBuilder json) {
        switch (point) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            default -> {
                if (point < ' ' || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
                    json.append(String.format("\\u%04x", point));
                } else {
                    json.appendCodePoint(point);
                }
            }
        }
    }
}
