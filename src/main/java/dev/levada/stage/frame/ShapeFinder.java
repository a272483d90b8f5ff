package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Shape;
import dev.levada.model.Slab;
import dev.levada.stage.frame.Framer.Seen;
import dev.levada.stage.frame.Outline.Look;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides how records lie by looking at the first bytes of plain text, never at a name or label; and refuses where
/// more than one answer is plausible, for a wrong guess would be silent.
final class ShapeFinder {

    /// Bytes that a decision looks at.
    static final int WINDOW = 1 << 20;

    private static final byte RS = 0x1e;
    private static final Set<String> WORDS = Set.of("true", "false", "null");
    private static final int LONGEST_WORD = 5;

    private ShapeFinder() {
    }

    /// The shape of an export.
    ///
    /// @param bytes its beginning, with slack behind `length`
    /// @param seen whether that is all of it
    static Shape find(byte[] bytes, int length, Seen seen) {
        for (int i = length; i < length + Slab.SLACK; i++) {
            bytes[i] = '"';
        }
        int first = skipWhite(bytes, 0, length);
        if (first == length) {
            throw unknown("expected JSON, got " + (seen == Seen.WHOLE ? "an empty export" : "white space only"));
        }
        if (bytes[first] == RS) {
            return new Shape.Sequence();
        }
        int end = endOfValue(bytes, first, length, seen);
        int behind = end < 0 ? -1 : skipWhite(bytes, end, length);
        boolean one = end >= 0 && behind == length && seen == Seen.WHOLE;
        boolean lines = !one && linesPrevail(bytes, length, seen);
        boolean several = end >= 0 && behind < length && startsValue(bytes[behind]);
        if (several && bytes[first] == bytes[behind] && arePages(bytes, first, end, behind, length, seen)) {
            throw new Failure(FailureCode.AMBIGUOUS_SHAPE, first,
                    "several " + (bytes[first] == '[' ? "arrays" : "objects with nothing but arrays") + " of objects,"
                            + " one behind the other: records, or pages of records? join the pages, or take them as"
                            + " they are by lines or documents");
        }
        if (lines) {
            return new Shape.Lines();
        }
        return switch (bytes[first]) {
            case '[' -> several ? new Shape.Documents() : new Shape.Array();
            case '{' -> several ? new Shape.Documents() : inObject(bytes, first, length, end >= 0 ? Seen.WHOLE : seen);
            default -> scalar(bytes[first]);
        };
    }

    /// Whether two values look like what an API gave, page by page: arrays of objects, or objects around nothing else. The
    /// second page may be empty.
    private static boolean arePages(byte[] bytes, int first, int end, int second, int length, Seen seen) {
        return switch (bytes[first]) {
            case '[' -> bytes[skipWhite(bytes, first + 1, length)] == '{';
            case '{' -> {
                Outline page = Outline.of(bytes, first, end);
                int behind = endOfValue(bytes, second, length, seen);
                yield page.isAroundArraysOnly() && !page.places(Look.ARRAY_OF_OBJECTS).isEmpty() && behind >= 0
                        && Outline.of(bytes, second, behind).isAroundArraysOnly();
            }
            default -> false;
        };
    }

    private static Shape scalar(byte first) {
        if (first == '"' || first == '-' || (first >= '0' && first <= '9') || first == 't' || first == 'f'
                || first == 'n') {
            return new Shape.Documents();
        }
        throw unknown("expected JSON, got " + Bytes.describe(first));
    }

    private static boolean startsValue(byte b) {
        return b == '{' || b == '[' || b == '"';
    }

    private static Failure unknown(String what) {
        return new Failure(FailureCode.UNKNOWN_SHAPE, 0, what);
    }

    private static int skipWhite(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && Bytes.isWhite(bytes[i])) {
            i++;
        }
        return i;
    }

    /// Behind the value that begins at `from`, or -1 where it does not end in sight or its brackets do not match.
    private static int endOfValue(byte[] bytes, int from, int to, Seen seen) {
        ValueScanner scanner = new ValueScanner();
        scanner.begin();
        try {
            int end = scanner.scan(bytes, from, to, 0);
            boolean ended = scanner.ended() || (scanner.endsWithInput() && seen == Seen.WHOLE);
            return ended ? end : -1;
        } catch (Failure unsound) {
            return -1;
        }
    }

    /// Whether the first line that is not blank is one value by itself, or the first one is broken and most others are,
    /// so that a file of lines with bad ones among them is still seen as one.
    private static boolean linesPrevail(byte[] bytes, int length, Seen seen) {
        int lines = 0;
        int values = 0;
        int from = 0;
        while (from < length) {
            int lf = Words.find(bytes, from, length, (byte) '\n');
            if (lf == length && seen == Seen.BEGINNING) {
                break; // cut by the window
            }
            int start = skipWhite(bytes, from, lf);
            int end = Bytes.trimmed(bytes, start, lf);
            if (end > start) {
                lines++;
                values += isOneValue(bytes, start, end) ? 1 : 0;
            }
            from = lf + 1;
        }
        return values >= 1 && values * 2 > lines && (lines > 1 || length > from);
    }

    private static boolean isOneValue(byte[] bytes, int from, int to) {
        return switch (bytes[from]) {
            case '{', '[' -> isBalanced(bytes, from, to);
            case '"' -> Words.behindString(bytes, from + 1) == to;
            default -> isNumberOrWord(bytes, from, to);
        };
    }

    private static boolean isBalanced(byte[] bytes, int from, int to) {
        ValueScanner scanner = new ValueScanner();
        scanner.begin();
        try {
            return scanner.scan(bytes, from, to, 0) == to && scanner.ended();
        } catch (Failure unsound) {
            return false;
        }
    }

    /// Any other word is garbage: `[{"id":1}]` and a line `done.` are an array with damage, not two lines.
    private static boolean isNumberOrWord(byte[] bytes, int from, int to) {
        if (bytes[from] == '-' || (bytes[from] >= '0' && bytes[from] <= '9')) {
            int i = from;
            while (i < to && !Bytes.endsScalar(bytes[i])) {
                i++;
            }
            return i == to;
        }
        return to - from <= LONGEST_WORD
                && WORDS.contains(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }

    /// Where in one object the records are.
    ///
    /// @param seen whether the object ends in sight
    private static Shape inObject(byte[] bytes, int first, int length, Seen seen) {
        Outline outline = Outline.of(bytes, first, length);
        List<Shape> arrays = arraysAt(outline, Look.ARRAY_OF_OBJECTS);
        if (!arrays.isEmpty()) {
            arrays.addAll(mapsAt(outline, Look.MAP_AROUND_ARRAYS));
            if (seen == Seen.WHOLE && outline.mayBeOneRecord()) {
                arrays.add(new Shape.Documents());
            }
            return only(arrays);
        }
        List<Shape> maps = mapsAt(outline, Look.LARGE_MAP);
        if (!maps.isEmpty()) {
            return only(maps);
        }
        if (seen == Seen.BEGINNING) {
            throw unknown("expected records in the first " + WINDOW + " bytes, got none");
        }
        List<Shape> doubtful = arraysAt(outline, Look.EMPTY_ARRAY);
        doubtful.addAll(mapsAt(outline, Look.DOUBTFUL_MAP));
        doubtful.addAll(mapsAt(outline, Look.SMALL_MAP));
        doubtful.add(new Shape.Documents());
        return only(doubtful);
    }

    private static List<Shape> arraysAt(Outline outline, Look look) {
        return outline.places(look).stream().map(Shape.ArrayAt::new).collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Shape> mapsAt(Outline outline, Look look) {
        return outline.places(look).stream().map(Shape.MapAt::new).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Shape only(List<Shape> candidates) {
        if (candidates.size() == 1 && Candidates.isNameable(candidates.get(0))) {
            return candidates.get(0);
        }
        throw new Failure(FailureCode.AMBIGUOUS_SHAPE, 0,
                "records at " + Candidates.named(candidates) + "?");
    }
}
