package dev.levada.stage.mapping;

import dev.levada.model.Decimal;
import dev.levada.model.Kind;
import dev.levada.model.RejectCode;
import dev.levada.model.Rows;
import dev.levada.model.Slab;
import java.nio.charset.StandardCharsets;

/// One value on its way into its cell. It is a token in the record (or a default) until a step changes it: from then on
/// its text stands for it.
final class Value {

    private enum Form {
        /// As it was written; nobody has asked for its text.
        TOKEN,
        /// As it was written, and its text has been decoded.
        READ,
        /// Changed: the text is the value.
        CHANGED
    }

    private static final byte[] REDACTED = "[redacted]\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

    private final Text text = new Text();
    private Form form = Form.TOKEN;
    private byte[] bytes;
    private int start;
    private int end;
    private Kind kind = Kind.NULL;
    /// Whether its text has nothing that JSON escapes.
    private boolean plain;
    /// The token as a number, once somebody has asked.
    private long whole;
    private boolean wholeIsKnown;

    /// Takes up a token that is not null.
    void take(byte[] source, int first, int behind, Kind what) {
        form = Form.TOKEN;
        bytes = source;
        start = first;
        end = behind;
        kind = what;
        plain = what != Kind.ESCAPED_TEXT;
        wholeIsKnown = false;
    }

    boolean isString() {
        return form == Form.CHANGED || kind == Kind.TEXT || kind == Kind.ESCAPED_TEXT;
    }

    boolean isNumber() {
        return form != Form.CHANGED && kind == Kind.NUMBER;
    }

    /// The number, where it is a whole one of at most 18 digits, else [Decimal#NOT_SHORT].
    long whole() {
        if (!wholeIsKnown) {
            whole = Decimal.shortWhole(bytes, start, end);
            wholeIsKnown = true;
        }
        return whole;
    }

    /// Whether the number has neither fraction nor exponent.
    boolean isWhole() {
        return whole() != Decimal.NOT_SHORT || Decimal.isWhole(bytes, start, end);
    }

    /// How the number compares with one of the definition: negative, 0 or positive.
    int compareTo(Decimal bound) {
        return bound.compare(whole(), bytes, start, end);
    }

    /// The array in which the token lies.
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /// The word for what it is, for messages.
    String word() {
        return form == Form.CHANGED ? "string" : word(bytes[start]);
    }

    /// The word for a token by its first byte.
    static String word(byte first) {
        return switch (first) {
            case 'n' -> "null";
            case '"' -> "string";
            case 't', 'f' -> "boolean";
            case '{' -> "object";
            case '[' -> "array";
            default -> "number";
        };
    }

    /// The text of a string, or the token of a number or boolean.
    Text text() {
        if (!hasText()) {
            throw new Refusal(RejectCode.NOT_APPLICABLE, kind == Kind.ESCAPED_TEXT
                    ? "expected text that has a UTF-8 form, got an unpaired surrogate"
                    : "expected a value with a text, got " + word());
        }
        return text;
    }

    /// Reads the text; tells whether there is one: an unpaired surrogate has no UTF-8 form, an object no text.
    boolean hasText() {
        if (form == Form.TOKEN && read()) {
            form = Form.READ;
        }
        return form != Form.TOKEN;
    }

    private boolean read() {
        if (kind == Kind.TEXT) {
            text.view(bytes, start + 1, end - 1);
            return true;
        }
        if (kind == Kind.ESCAPED_TEXT) {
            return text.decode(bytes, start + 1, end - 1);
        }
        text.view(bytes, start, end);
        return kind == Kind.NUMBER || kind == Kind.BOOLEAN;
    }

    private Text stringText() {
        if (!isString()) {
            throw new Refusal(RejectCode.NOT_APPLICABLE, "expected string, got " + word());
        }
        return text();
    }

    private void changed(boolean whether) {
        if (whether) {
            form = Form.CHANGED;
        }
    }

    void trim() {
        changed(stringText().trim());
    }

    void lower() {
        changed(stringText().lower());
    }

    void upper() {
        changed(stringText().upper());
    }

    void truncate(int codePoints) {
        changed(stringText().truncate(codePoints));
    }

    void hash() {
        text().hash();
        form = Form.CHANGED;
        plain = true;
    }

    /// Puts a constant in its place; asks nothing of the value.
    void redact() {
        text.view(REDACTED, 0, REDACTED.length - Long.BYTES);
        form = Form.CHANGED;
        plain = true;
    }

    /// Notes the value in a cell: as a part of the batch's slab where it can, else as a token in the side bytes.
    void store(Rows rows, int cell) {
        if (form != Form.CHANGED && liesIn(rows.slab)) {
            rows.cells.put(cell, start, end, kind);
        } else {
            int first = rows.sideLength;
            Kind what = form == Form.CHANGED ? quote(rows) : copy(rows);
            rows.cells.putComputed(cell, first, rows.sideLength, what);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very array, not an equal one
    private boolean liesIn(Slab slab) {
        return bytes == slab.bytes();
    }

    private Kind copy(Rows rows) {
        int at = rows.roomInSide(end - start);
        System.arraycopy(bytes, start, rows.side, at, end - start);
        rows.sideLength = at + end - start;
        return kind;
    }

    private Kind quote(Rows rows) {
        if (plain) {
            int length = text.length();
            int at = rows.roomInSide(length + 2);
            rows.side[at] = '"';
            System.arraycopy(text.bytes(), text.from(), rows.side, at + 1, length);
            rows.side[at + 1 + length] = '"';
            rows.sideLength = at + 2 + length;
            return Kind.TEXT;
        }
        return escape(rows);
    }

    private Kind escape(Rows rows) {
        long length = Escapes.encodedLength(text.bytes(), text.from(), text.to());
        int at = rows.roomInSide(Math.toIntExact(length + 2));
        rows.side[at] = '"';
        int behind = Escapes.encode(text.bytes(), text.from(), text.to(), rows.side, at + 1);
        rows.side[behind] = '"';
        rows.sideLength = behind + 1;
        return length == text.length() ? Kind.TEXT : Kind.ESCAPED_TEXT;
    }
}
