package dev.levada.stage.output;

/// Cells of RFC 4180: in quotes only where they need them, quotes inside doubled.
final class CsvCells {

    private CsvCells() {
    }

    /// Whether a cell of these bytes has to be in quotes: it is empty (without quotes it would be no value), has
    /// syntax in it, or white space at an end, which some readers strip.
    static boolean needsQuotes(byte[] bytes, int start, int end) {
        return isBare(bytes, start, end) || JsonTokens.holdsCsvSyntax(bytes, start, end);
    }

    /// Whether there is nothing at an end that would show a reader where the cell is.
    private static boolean isBare(byte[] bytes, int start, int end) {
        return start == end || isBlank(bytes[start]) || isBlank(bytes[end - 1]);
    }

    private static boolean isBlank(byte b) {
        return b >= 0 && b <= ' ';
    }

    /// Writes the text of a string without escapes, which therefore holds no quote and no line end.
    static int text(byte[] from, int start, int end, byte[] to, int at) {
        if (!isBare(from, start, end) && !JsonTokens.holdsComma(from, start, end)) {
            return JsonTokens.copy(from, start, end - start, to, at);
        }
        to[at] = '"';
        int out = JsonTokens.copy(from, start, end - start, to, at + 1);
        to[out] = '"';
        return out + 1;
    }

    /// Writes the text of a string with escapes: decoded first, as if in quotes, then moved where it needs none.
    static int escapedText(byte[] from, int start, int end, byte[] to, int at) {
        int out = at + 1;
        int i = start;
        while (i < end) {
            if (from[i] == '\\') {
                int length = JsonEscapes.length(from, i, end);
                int behind = JsonEscapes.decode(from, i, length, to, out);
                if (to[out] == '"') { // an escaped quote, in either spelling
                    to[behind++] = '"';
                }
                out = behind;
                i += length;
            } else {
                to[out++] = from[i++];
            }
        }
        if (needsQuotes(to, at + 1, out)) {
            to[at] = '"';
            to[out] = '"';
            return out + 1;
        }
        System.arraycopy(to, at + 1, to, at, out - at - 1);
        return out - 1;
    }

    /// Writes JSON text in quotes, without the white space between its tokens.
    static int json(byte[] from, int start, int end, byte[] to, int at) {
        int out = at;
        to[out++] = '"';
        int i = start;
        while (i < end) {
            if (from[i] == '"') {
                int behind = JsonTokens.stringEnd(from, i, end);
                out = doubled(from, i, behind, to, out);
                i = behind;
            } else {
                to[out] = from[i];
                out += from[i] > ' ' ? 1 : 0;
                i++;
            }
        }
        to[out++] = '"';
        return out;
    }

    private static int doubled(byte[] from, int start, int end, byte[] to, int at) {
        int out = at;
        for (int i = start; i < end; i++) {
            to[out++] = from[i];
            if (from[i] == '"') {
                to[out++] = '"';
            }
        }
        return out;
    }

    /// Bytes of [#json] at the most.
    static long jsonRoom(byte[] from, int start, int end) {
        long quotes = 2;
        for (int i = start; i < end; i++) {
            quotes += from[i] == '"' ? 1 : 0;
        }
        return quotes + end - start;
    }
}
