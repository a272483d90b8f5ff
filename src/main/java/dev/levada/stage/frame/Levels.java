package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Pointer;
import java.util.Arrays;
import java.util.List;

/// The objects and arrays around the records that are open, outermost first, and whether the path to the records leads
/// on. What lies on the path is no deeper than the path; what lies aside is objects only, so a count of them is enough.
final class Levels {

    /// What an open object or array is to the search for the records.
    enum Role {
        /// Lies on the path; some member or element may lead on.
        ON_PATH,
        /// Is the place: its members or elements are the records.
        PLACE,
        /// An object that leads nowhere, and is walked only to see whether something in it looks like records.
        ASIDE
    }

    private final List<String> path;
    private boolean[] objects = new boolean[8];
    /// Elements begun, of an array on the path.
    private long[] elements = new long[8];
    /// Whether the member that the path names was seen.
    private boolean[] taken = new boolean[8];
    /// Levels on the path, the place included.
    private int depth;
    /// Objects aside, inside of those.
    private int aside;
    /// Whether the value that comes next is on the path, all tokens up to it matched.
    private boolean onPath = true;

    /// @param path tokens that lead to the place
    Levels(List<String> path) {
        this.path = path;
    }

    boolean isEmpty() {
        return depth == 0 && aside == 0;
    }

    boolean onPath() {
        return onPath;
    }

    /// Whether the value that comes next is the place.
    boolean atPlace() {
        return onPath && depth == path.size();
    }

    /// The value that comes next is an object, on the path or the place.
    void enterObject() {
        enter();
        objects[depth - 1] = true;
    }

    /// The value that comes next is an array, on the path or the place.
    void enterArray() {
        enter();
        objects[depth - 1] = false;
    }

    private void enter() {
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, depth * 2);
            elements = Arrays.copyOf(elements, depth * 2);
            taken = Arrays.copyOf(taken, depth * 2);
        }
        elements[depth] = 0;
        taken[depth] = false;
        depth++;
    }

    void enterAside(long offset) {
        if (aside == Brackets.LIMIT) {
            throw new Failure(FailureCode.TOO_DEEP, offset,
                    "expected at most " + Brackets.LIMIT + " levels, got more");
        }
        aside++;
    }

    void leave() {
        if (aside > 0) {
            aside--;
        } else {
            depth--;
        }
    }

    /// Of the innermost level; there must be one.
    Role role() {
        if (aside > 0) {
            return Role.ASIDE;
        }
        return depth <= path.size() ? Role.ON_PATH : Role.PLACE;
    }

    boolean isObject() {
        return aside > 0 || objects[depth - 1];
    }

    /// The token that the members or elements of the innermost level, which is on the path, are compared with, or null
    /// for any.
    String wanted() {
        String token = path.get(depth - 1);
        return token.equals(Pointer.ANY) ? null : token;
    }

    /// The value of a member of the innermost level comes next.
    ///
    /// @return false if the path leads there and has led to another member of this object before
    boolean member(NameReader name) {
        onPath = role() == Role.ON_PATH && (wanted() == null || name.is(wanted()));
        if (!onPath || wanted() == null) {
            return true;
        }
        boolean first = !taken[depth - 1];
        taken[depth - 1] = true;
        return first;
    }

    /// An element of the innermost level, which is not the place, comes next.
    void element() {
        long index = elements[depth - 1]++;
        onPath = role() == Role.ON_PATH && (wanted() == null || wanted().equals(Long.toString(index)));
    }

    void save(StateWriter state) {
        state.flag(onPath).number(depth);
        for (int i = 0; i < depth; i++) {
            state.flag(objects[i]).number(elements[i]).flag(taken[i]);
        }
        state.number(aside);
    }

    void restore(StateReader state) {
        onPath = state.flag();
        long open = state.number(path.size() + 1L);
        for (int i = 0; i < open; i++) {
            enter();
            objects[i] = state.flag();
            elements[i] = state.number(Long.MAX_VALUE);
            taken[i] = state.flag();
        }
        aside = (int) state.number(Brackets.LIMIT);
    }
}
