package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.util.Arrays;

/// The objects and arrays around the records that are open, outermost first. What lies on the path is no deeper than
/// the path; what lies aside is objects only, so a count of them is enough.
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

    private Role[] roles = new Role[8];
    private boolean[] objects = new boolean[8];
    /// Elements begun, of an array.
    private long[] elements = new long[8];
    /// Whether the member or element that the path names was seen.
    private boolean[] taken = new boolean[8];
    /// Levels on the path, the place included.
    private int depth;
    /// Objects aside, inside of those.
    private int aside;

    boolean isEmpty() {
        return depth == 0 && aside == 0;
    }

    /// Levels on the path, the place included.
    int depth() {
        return depth;
    }

    void enterObject(Role role) {
        enter(role);
        objects[depth - 1] = true;
    }

    void enterArray(Role role) {
        enter(role);
        objects[depth - 1] = false;
    }

    private void enter(Role role) {
        if (depth == roles.length) {
            roles = Arrays.copyOf(roles, depth * 2);
            objects = Arrays.copyOf(objects, depth * 2);
            elements = Arrays.copyOf(elements, depth * 2);
            taken = Arrays.copyOf(taken, depth * 2);
        }
        roles[depth] = role;
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

    Role role() {
        return aside > 0 ? Role.ASIDE : roles[depth - 1];
    }

    boolean isObject() {
        return aside > 0 || objects[depth - 1];
    }

    /// Index of the element that begins now.
    long nextElement() {
        return elements[depth - 1]++;
    }

    /// The member or element that the path names is here.
    ///
    /// @return false if it was here before
    boolean take() {
        boolean first = !taken[depth - 1];
        taken[depth - 1] = true;
        return first;
    }
}
