package dev.levada.stage.mapping;

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

    /// Takes up a token that is not null.
    void take(byte[] source, int first, int behind, Kind what) {
        form = Form.TOKEN;
        bytes = source;
        start = first;
        end = behind;
        kind = what;
    }

    boolean isString() {
        return form == Form.CHANGED || kind == Kind.TEXT || kind == Kind.ESCAPED_TEXT;
    }

    boolean isNumber() {
        return form != Form.CHANGED && kind == Kind.NUMBER;
    }

    boolean isBoolean() {
        return form != Form.CHANGED && kind == Kind.BOOLEAN;
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
        return form == Form.CHANGED ? "string" : word(kind, bytes[start]);
    }

    /// The word for a token by its kind and first byte.
    static String word(Kind kind, byte first) {
        return switch (kind) {
            case NULL -> "null";
            case TEXT, ESCAPED_TEXT -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case JSON, SPACED_JSON -> first == '{' ? "object" : "array";
        };
    }

    /// The text of a string, or the token of a number or boolean.
    Text text() {
        if (form == Form.TOKEN) {
            if (!hasText()) {
                throw new Refusal(RejectCode.NOT_APPLICABLE, kind == Kind.ESCAPED_TEXT
                        ? "expected text that has a UTF-8 form, got an unpaired surrogate"
                        : "expected a value with a text, got " + word());
            }
            form = Form.READ;
        }
        return text;
    }

    /// Reads the text; tells whether there is one: an unpaired surrogate has no UTF-8 form, an object no text.
    boolean hasText() {
        if (form != Form.TOKEN) {
            return true;
        }
        return switch (kind) {
            case TEXT -> {
                text.view(bytes, start + 1, end - 1);
                yield true;
            }
            case ESCAPED_TEXT -> text.decode(bytes, start + 1, end - 1);
            case NUMBER, BOOLEAN -> {
                text.view(bytes, start, end);
                yield true;
            }
            case JSON, SPACED_JSON, NULL -> false;
        };
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
    }

    /// Puts a constant in its place; asks nothing of the value.
    void redact() {
        text.view(REDACTED, 0, REDACTED.length - Long.BYTES);
        form = Form.CHANGED;
    }

    /// Notes the value in a cell: as a part of the batch's slab where it can, else as a token in the side bytes.
    void store(Rows rows, int cell) {
        if (form != Form.CHANGED && liesIn(rows.slab)) {
            rows.computed[cell] = false;
            rows.start[cell] = start;
            rows.end[cell] = end;
            rows.kind[cell] = kind;
        } else {
            rows.computed[cell] = true;
            rows.start[cell] = rows.sideLength;
            rows.kind[cell] = form == Form.CHANGED ? quote(rows) : copy(rows);
            rows.end[cell] = rows.sideLength;
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
        long length = Escapes.encodedLength(text.bytes(), text.from(), text.to());
        int at = rows.roomInSide(Math.toIntExact(length + 2));
        rows.side[at] = '"';
        int behind = Escapes.encode(text.bytes(), text.from(), text.to(), rows.side, at + 1);
        rows.side[behind] = '"';
        rows.sideLength = behind + 1;
        return length == text.length() ? Kind.TEXT : Kind.ESCAPED_TEXT;
    }
}
