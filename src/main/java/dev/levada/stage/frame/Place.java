package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Pointer;

/// Where in a document the records are, and what must stand there.
record Place(Pointer pointer, Kind kind) {

    enum Kind {
        /// Its elements are the records.
        ARRAY,
        /// Its members are the records, by key.
        OBJECT
    }

    /// Refuses what is not of the kind.
    ///
    /// @param first byte of the value at the place
    void admit(byte first, long offset) {
        boolean fits = switch (kind) {
            case ARRAY -> first == '[';
            case OBJECT -> first == '{';
        };
        if (!fits) {
            throw new Failure(FailureCode.WRONG_SHAPE, offset, "expected " + this + ", got " + kindOf(first));
        }
    }

    private static String kindOf(byte first) {
        return switch (first) {
            case '{' -> "an object";
            case '[' -> "an array";
            case 'n' -> "null";
            case 't', 'f' -> "a boolean";
            default -> Bytes.describe(first);
        };
    }

    Failure missing(long offset) {
        return new Failure(FailureCode.WRONG_SHAPE, offset, "expected " + this + ", got nothing there");
    }

    Failure twice(long offset) {
        return new Failure(FailureCode.WRONG_SHAPE, offset, "expected " + pointer + " once, got it twice");
    }

    /// The place was found, not pinned, and a member of the map is no object.
    Failure notAMap(byte first, long offset) {
        return new Failure(FailureCode.AMBIGUOUS_SHAPE, offset, "expected objects as the members of map:" + pointer
                + ", got " + kindOf(first));
    }

    /// The place was found, not pinned, and another one looks like records too.
    Failure notTheOnlyOne(long offset) {
        String found = switch (kind) {
            case ARRAY -> pointer.toString();
            case OBJECT -> "map:" + pointer;
        };
        return new Failure(FailureCode.AMBIGUOUS_SHAPE, offset,
                "records at " + found + " or in another array of objects?");
    }

    @Override
    public String toString() {
        String at = pointer.tokens().isEmpty() ? "at the top" : "at " + pointer;
        return switch (kind) {
            case ARRAY -> "an array " + at;
            case OBJECT -> "an object " + at;
        };
    }
}
