package dev.levada.definition;

/// Where something stands in a definition.
///
/// @param line from 1
/// @param column from 1, in characters
public record Place(int line, int column) implements Comparable<Place> {

    /// The first character.
    static final Place BEGINNING = new Place(1, 1);

    /// The place behind a text.
    static Place behind(CharSequence text) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(line, text.length() - lineStart + 1);
    }

    @Override
    public int compareTo(Place other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
