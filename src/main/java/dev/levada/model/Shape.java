package dev.levada.model;

/// How records lie in an export.
public sealed interface Shape {

    /// To be found by looking at the first bytes.
    record Auto() implements Shape {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /// The elements of a top-level array.
    record Array() implements Shape {
        @Override
        public String toString() {
            return "array";
        }
    }

    /// One value a line (NDJSON, JSON Lines): LF ends a line, a CR before it and blank lines are structure.
    record Lines() implements Shape {
        @Override
        public String toString() {
            return "lines";
        }
    }

    /// Values one after the other, with any white space or none between them.
    record Documents() implements Shape {
        @Override
        public String toString() {
            return "documents";
        }
    }

    /// RFC 7464 text sequences: RS, value, LF.
    record Sequence() implements Shape {
        @Override
        public String toString() {
            return "sequence";
        }
    }

    /// The elements of the array at a place, which may hold `*`.
    record ArrayAt(Pointer pointer) implements Shape {
        @Override
        public String toString() {
            return pointer.toString();
        }
    }

    /// The members of the object at a place, which may hold `*`; the member name is the key of the record.
    record MapAt(Pointer pointer) implements Shape {
        @Override
        public String toString() {
            return "map:" + pointer;
        }
    }

    /// Reads the form in which definitions, the command line and manifests write shapes (see `toString`).
    ///
    /// @throws IllegalArgumentException with a message for the user
    static Shape parse(String text) {
        return switch (text) {
            case "auto" -> new Auto();
            case "array" -> new Array();
            case "lines" -> new Lines();
            case "documents" -> new Documents();
            case "sequence" -> new Sequence();
            default -> {
                if (text.startsWith("map:")) {
                    yield new MapAt(Pointer.parse(text.substring("map:".length())));
                }
                if (text.startsWith("/")) {
                    yield new ArrayAt(Pointer.parse(text));
                }
                throw new IllegalArgumentException("expected auto, array, lines, documents, sequence, a JSON Pointer"
                        + " such as /users or /realm/*/users, or map:/users, got " + text);
            }
        };
    }
}
