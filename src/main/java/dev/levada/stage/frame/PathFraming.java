package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Pointer;
import dev.levada.stage.frame.Levels.Role;

/// The elements of the array, or the members of the object, at a place in one document. Walks the objects and arrays on
/// the path token by token; everything else around the records is skipped and counted as structure.
final class PathFraming implements Framing {

    private final Place place;
    private final Watch watch;
    private final Levels levels;
    private final ValueScanner scanner = new ValueScanner();
    private final NameReader name = new NameReader();
    private PathState state = PathState.VALUE;
    private boolean found;

    private PathFraming(Place place, Watch watch) {
        this.place = place;
        this.watch = watch;
        this.levels = new Levels(place.pointer().tokens());
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
            throw unexpected(state == PathState.FIRST_NAME ? "a name or }" : "a name", b, i, recorder);
        }
        if (levels.role() == Role.PLACE) {
            recorder.open(i);
        }
        name.begin(levels.role() == Role.ON_PATH ? levels.wanted() : null);
        state = PathState.IN_NAME;
        around(1, recorder);
        return i + 1;
    }

    private int inName(byte[] bytes, int p, int to, Recorder recorder) {
        int i = name.read(bytes, p, to);
        around(i - p, recorder);
        if (name.ended()) {
            if (recorder.isOpen()) {
                recorder.keyEnds(i);
            }
            state = PathState.COLON;
        }
        return i;
    }

    private int colon(byte b, int i, Recorder recorder) {
        if (b != ':') {
            throw unexpected(":", b, i, recorder);
        }
        around(1, recorder);
        if (!levels.member(name)) {
            throw place.twice(recorder.base() + i);
        }
        state = PathState.VALUE;
        return i + 1;
    }

    private int element(byte b, int i, Recorder recorder) {
        if (levels.role() == Role.PLACE) {
            recorder.open(i);
            return beginRecord(b, i, recorder);
        }
        levels.element();
        return value(b, i, recorder);
    }

    private int beginRecord(byte b, int i, Recorder recorder) {
        if (!Bytes.startsValue(b)) {
            throw unexpected("a value", b, i, recorder);
        }
        recorder.valueBegins(i);
        scanner.begin();
        state = PathState.RECORD;
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
        if (levels.atPlace()) {
            return enterPlace(b, i, recorder);
        }
        boolean looksInside = levels.onPath() || (watch == Watch.CANDIDATES && insideObjectsOnly());
        if (b == '{' && levels.onPath()) {
            levels.enterObject();
            return entered(PathState.FIRST_NAME, recorder, i);
        }
        if (b == '{' && looksInside) {
            levels.enterAside(recorder.base() + i);
            return entered(PathState.FIRST_NAME, recorder, i);
        }
        if (b == '[' && levels.onPath()) {
            levels.enterArray();
            return entered(PathState.FIRST_VALUE, recorder, i);
        }
        if (b == '[' && looksInside) {
            return entered(PathState.FIRST_ASIDE, recorder, i);
        }
        scanner.begin();
        state = PathState.SKIPPED;
        return i;
    }

    /// Candidates are reached through members only. A found path has no arrays on its way, so only a level can tell.
    private boolean insideObjectsOnly() {
        return levels.isEmpty() || levels.isObject();
    }

    private int entered(PathState next, Recorder recorder, int i) {
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
                levels.enterArray();
                yield entered(PathState.FIRST_VALUE, recorder, i);
            }
            case OBJECT -> {
                levels.enterObject();
                yield entered(PathState.FIRST_NAME, recorder, i);
            }
        };
    }

    private int firstAside(byte b, int i, Recorder recorder) {
        if (b == '{') {
            throw place.notTheOnlyOne(recorder.base() + i);
        }
        scanner.beginInArray(recorder.base() + i);
        state = PathState.SKIPPED;
        return i;
    }

    private int record(byte[] bytes, int p, int to, Recorder recorder) {
        int i = scanner.begins() ? recorder.walked(bytes, p, to) : p;
        if (i == p) {
            i = scanner.scan(bytes, p, to, recorder.base());
            if (!scanner.ended()) {
                return i;
            }
            recorder.close(recorder.base() + i, scanner.deepest());
        }
        state = PathState.COMMA;
        return i;
    }

    private int skipped(byte[] bytes, int p, int to, Recorder recorder) {
        int i = scanner.scan(bytes, p, to, recorder.base());
        recorder.structure(i - p);
        state = !scanner.ended() ? state : levels.isEmpty() ? PathState.BEHIND : PathState.COMMA;
        return i;
    }

    private int comma(byte b, int i, Recorder recorder) {
        if (b == ',') {
            recorder.structure(1);
            state = levels.isObject() ? PathState.NAME : PathState.VALUE;
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
        return entered(levels.isEmpty() ? PathState.BEHIND : PathState.COMMA, recorder, i);
    }

    /// The next record begins as the open one did.
    private PathState outside(boolean open) {
        if (!open) {
            return state;
        }
        return switch (place.kind()) {
            case ARRAY -> PathState.VALUE;
            case OBJECT -> PathState.NAME;
        };
    }

    @Override
    public String state(boolean open) {
        PathState saved = outside(open);
        if (!saved.isTold() || (saved == PathState.SKIPPED && !scanner.isShallow())) {
            return null;
        }
        StateWriter words = new StateWriter().constant(saved).flag(found);
        levels.save(words);
        if (saved == PathState.SKIPPED) {
            scanner.save(words);
        }
        return words.toString();
    }

    @Override
    public void restore(StateReader saved) {
        state = saved.constant(PathState.class);
        found = saved.flag();
        levels.restore(saved);
        if (state == PathState.SKIPPED) {
            scanner.restore(saved);
        }
        saved.end(state.isTold());
    }

    @Override
    public void end(long at, Recorder recorder) {
        boolean empty = state == PathState.VALUE && levels.isEmpty();
        boolean scalar = state == PathState.SKIPPED && levels.isEmpty() && scanner.endsWithInput();
        if (state != PathState.BEHIND && !empty && !scalar) {
            throw new Failure(FailureCode.DAMAGED, at, "expected the end of the document, got the end of the export");
        }
        if (!found) {
            throw place.missing(at);
        }
    }
}
