package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.util.Arrays;

/// The objects and arrays around the records that are open, outermost first.
final class Levels {

    private static final int LIMIT = 1 << 20;

    /// What an open object or array is to the search for the records.
    enum Role {
        /// Lies on the path; some member or element may lead on.
        ON_PATH,
        /// Is the place: its members or elements are the records.
        PLACE,
        /// Leads nowhere, and is walked only to see whether something in it looks like records.
        ASIDE
    }

    private Role[] roles = new Role[8];
    private boolean[] objects = new boolean[8];
    /// Elements begun, of an array.
    private long[] elements = new long[8];
    /// Whether the member or element that the path names was seen.
    private boolean[] taken = new boolean[8];
    private int depth;

    int depth() {
        return depth;
    }

    void enterObject(Role role, long offset) {
        enter(role, offset);
        objects[depth - 1] = true;
    }

    void enterArray(Role role, long offset) {
        enter(role, offset);
        objects[depth - 1] = false;
    }

    private void enter(Role role, long offset) {
        if (depth == LIMIT) {
            throw new Failure(FailureCode.TOO_DEEP, offset, "expected at most " + LIMIT + " levels, got more");
        }
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

    void leave() {
        depth--;
    }

    Role role() {
        return roles[depth - 1];
    }

    boolean isObject() {
        return objects[depth - 1];
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
