package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Pointer;
import dev.levada.stage.frame.Levels.Role;
import java.util.List;

/// The elements of the array, or the members of the object, at a place in one document. Walks the objects and arrays on
/// the path token by token; everything else around the records is skipped and counted as structure.
final class PathFraming implements Framing {

    private enum State {
        /// A value comes: at the beginning, behind a colon, or behind a comma in an array.
        VALUE,
        /// Behind `{`: a name or `}`.
        FIRST_NAME,
        /// Behind a comma in an object: a name.
        NAME,
        /// Inside a name.
        IN_NAME,
        /// Behind a name: a colon.
        COLON,
        /// Behind `[`: a value or `]`.
        FIRST_VALUE,
        /// Behind a member or element: a comma or the closing bracket.
        COMMA,
        /// In a value that is structure.
        SKIPPED,
        /// In a record.
        RECORD,
        /// Behind `[` of an array aside: an object as its first element makes it a candidate.
        FIRST_ASIDE,
        /// Behind the document.
        BEHIND
    }

    private final List<String> tokens;
    private final Place place;
    private final Watch watch;
    private final Levels levels = new Levels();
    private final ValueScanner scanner = new ValueScanner();
    private final NameReader name = new NameReader();
    private State state = State.VALUE;
    /// Whether the value that comes next is on the path, all tokens up to it matched.
    private boolean onPath = true;
    private boolean found;

    private PathFraming(Place place, Watch watch) {
        this.tokens = place.pointer().tokens();
        this.place = place;
        this.watch = watch;
    }

    static PathFraming elementsAt(Pointer pointer, Watch watch) {
        return new PathFraming(new Place(pointer, Place.Kind.ARRAY), watch);
    }

    static PathFraming membersAt(Pointer pointer, Watch watch) {
        return new PathFraming(new Place(pointer, Place.Kind.OBJECT), watch);
    }

    @Override
    public int walk(byte[] bytes, int p, int to, Recorder recorder) {
        int i = p;
        while (i < to && !recorder.hasBatch()) {
            i = switch (state) {
                case RECORD -> record(bytes, i, to, recorder);
                case SKIPPED -> skipped(bytes, i, to, recorder);
                case IN_NAME -> inName(bytes, i, to, recorder);
                case VALUE, FIRST_NAME, NAME, COLON, FIRST_VALUE, COMMA, FIRST_ASIDE, BEHIND ->
                    Bytes.isWhite(bytes[i]) ? white(bytes, i, to, recorder) : token(bytes[i], i, recorder);
            };
        }
        return i;
    }

    /// White space outside of records; between key and value of an entry it is part of the record.
    private static int white(byte[] bytes, int p, int to, Recorder recorder) {
        int i = p + 1;
        while (i < to && Bytes.isWhite(bytes[i])) {
            i++;
        }
        around(i - p, recorder);
        return i;
    }

    private static void around(int bytes, Recorder recorder) {
        if (!recorder.isOpen()) {
            recorder.structure(bytes);
        }
    }

    private int token(byte b, int i, Recorder recorder) {
        return switch (state) {
            case FIRST_NAME -> b == '}' ? leave(i, recorder) : beginName(b, i, recorder);
            case NAME -> beginName(b, i, recorder);
            case COLON -> colon(b, i, recorder);
            case FIRST_VALUE -> b == ']' ? leave(i, recorder) : element(b, i, recorder);
            case VALUE -> insideObjectsOnly() ? value(b, i, recorder) : element(b, i, recorder);
            case COMMA -> comma(b, i, recorder);
            case FIRST_ASIDE -> firstAside(b, i, recorder);
            case BEHIND -> throw unexpected("the end of the export", b, i, recorder);
            case IN_NAME, SKIPPED, RECORD -> throw new IllegalStateException(state.name());
        };
    }

    private static Failure unexpected(String wanted, byte b, int i, Recorder recorder) {
        return new Failure(FailureCode.DAMAGED, recorder.base() + i,
                "expected " + wanted + ", got " + Bytes.describe(b));
    }

    private int beginName(byte b, int i, Recorder recorder) {
        if (b != '"') {
            throw unexpected(state == State.FIRST_NAME ? "a name or }" : "a name", b, i, recorder);
        }
        if (levels.role() == Role.PLACE) {
            recorder.open(i);
        }
        name.begin(levels.role() == Role.ON_PATH ? wanted() : null);
        state = State.IN_NAME;
        around(1, recorder);
        return i + 1;
    }

    /// The token that the members or elements of the innermost level are compared with, or null for any.
    private String wanted() {
        String token = tokens.get(levels.depth() - 1);
        return token.equals(Pointer.ANY) ? null : token;
    }

    private int inName(byte[] bytes, int p, int to, Recorder recorder) {
        int i = name.read(bytes, p, to);
        around(i - p, recorder);
        if (name.ended()) {
            if (recorder.isOpen()) {
                recorder.keyEnds(i);
            }
            state = State.COLON;
        }
        return i;
    }

    private int colon(byte b, int i, Recorder recorder) {
        if (b != ':') {
            throw unexpected(":", b, i, recorder);
        }
        around(1, recorder);
        onPath = levels.role() == Role.ON_PATH && (wanted() == null || name.is(wanted()));
        if (onPath && wanted() != null && !levels.take()) {
            throw place.twice(recorder.base() + i);
        }
        state = State.VALUE;
        return i + 1;
    }

    private int element(byte b, int i, Recorder recorder) {
        long index = levels.nextElement();
        if (levels.role() == Role.PLACE) {
            recorder.open(i);
            return beginRecord(b, i, recorder);
        }
        onPath = levels.role() == Role.ON_PATH && (wanted() == null || wanted().equals(Long.toString(index)));
        return value(b, i, recorder);
    }

    private int beginRecord(byte b, int i, Recorder recorder) {
        if (!Bytes.startsValue(b)) {
            throw unexpected("a value", b, i, recorder);
        }
        recorder.valueBegins(i);
        scanner.begin();
        state = State.RECORD;
        return i;
    }

    /// A value outside of arrays of records: the place itself, something on the way to it, or something aside.
    private int value(byte b, int i, Recorder recorder) {
        if (!levels.isEmpty() && levels.role() == Role.PLACE) {
            return entry(b, i, recorder);
        }
        if (!Bytes.startsValue(b)) {
            throw unexpected("a value", b, i, recorder);
        }
        if (onPath && levels.depth() == tokens.size()) {
            return enterPlace(b, i, recorder);
        }
        boolean looksInside = onPath || (watch == Watch.CANDIDATES && insideObjectsOnly());
        if (b == '{' && onPath) {
            levels.enterObject(Role.ON_PATH);
            return entered(State.FIRST_NAME, recorder, i);
        }
        if (b == '{' && looksInside) {
            levels.enterAside(recorder.base() + i);
            return entered(State.FIRST_NAME, recorder, i);
        }
        if (b == '[' && onPath) {
            levels.enterArray(Role.ON_PATH);
            return entered(State.FIRST_VALUE, recorder, i);
        }
        if (b == '[' && looksInside) {
            return entered(State.FIRST_ASIDE, recorder, i);
        }
        scanner.begin();
        state = State.SKIPPED;
        return i;
    }

    /// Candidates are reached through members only. A found path has no arrays on its way, so only a level can tell.
    private boolean insideObjectsOnly() {
        return levels.isEmpty() || levels.isObject();
    }

    private int entered(State next, Recorder recorder, int i) {
        state = next;
        recorder.structure(1);
        return i + 1;
    }

    private int entry(byte b, int i, Recorder recorder) {
        if (watch == Watch.CANDIDATES && b != '{') {
            throw place.notAMap(b, recorder.base() + i);
        }
        return beginRecord(b, i, recorder);
    }

    private int enterPlace(byte b, int i, Recorder recorder) {
        place.admit(b, recorder.base() + i);
        found = true;
        return switch (place.kind()) {
            case ARRAY -> {
                levels.enterArray(Role.PLACE);
                yield entered(State.FIRST_VALUE, recorder, i);
            }
            case OBJECT -> {
                levels.enterObject(Role.PLACE);
                yield entered(State.FIRST_NAME, recorder, i);
            }
        };
    }

    private int firstAside(byte b, int i, Recorder recorder) {
        if (b == '{') {
            throw place.notTheOnlyOne(recorder.base() + i);
        }
        scanner.beginInArray(recorder.base() + i);
        state = State.SKIPPED;
        return i;
    }

    private int record(byte[] bytes, int p, int to, Recorder recorder) {
        int i = scanner.scan(bytes, p, to, recorder.base());
        if (scanner.ended()) {
            recorder.close(recorder.base() + i, scanner.deepest());
            state = State.COMMA;
        }
        return i;
    }

    private int skipped(byte[] bytes, int p, int to, Recorder recorder) {
        int i = scanner.scan(bytes, p, to, recorder.base());
        recorder.structure(i - p);
        if (scanner.ended()) {
            state = levels.isEmpty() ? State.BEHIND : State.COMMA;
        }
        return i;
    }

    private int comma(byte b, int i, Recorder recorder) {
        if (b == ',') {
            recorder.structure(1);
            state = levels.isObject() ? State.NAME : State.VALUE;
            return i + 1;
        }
        byte closer = (byte) (levels.isObject() ? '}' : ']');
        if (b != closer) {
            throw unexpected(", or " + (char) closer, b, i, recorder);
        }
        return leave(i, recorder);
    }

    private int leave(int i, Recorder recorder) {
        levels.leave();
        return entered(levels.isEmpty() ? State.BEHIND : State.COMMA, recorder, i);
    }

    @Override
    public void end(long at, Recorder recorder) {
        boolean empty = state == State.VALUE && levels.isEmpty();
        boolean scalar = state == State.SKIPPED && levels.isEmpty() && scanner.endsWithInput();
        if (state != State.BEHIND && !empty && !scalar) {
            throw new Failure(FailureCode.DAMAGED, at, "expected the end of the document, got the end of the export");
        }
        if (!found) {
            throw place.missing(at);
        }
    }
}
