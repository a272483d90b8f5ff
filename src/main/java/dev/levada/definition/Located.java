package dev.levada.definition;

import java.util.List;

/// A value of a definition as it is written, with its place.
sealed interface Located {

    Place place();

    /// What a message says was got, on one line.
    String shown();

    /// A text; in YAML also one without quotes.
    record Text(Place place, String text) implements Located {
        private static final int SHOWN = 60;

        @Override
        public String shown() {
            return text.codePointCount(0, text.length()) <= SHOWN
                    ? JsonText.quote(text)
                    : JsonText.quote(text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...");
        }
    }

    /// A number by the grammar of JSON.
    ///
    /// @param text as it is written
    record Numeral(Place place, String text) implements Located {
        @Override
        public String shown() {
            return text;
        }
    }

    /// `true` or `false`.
    record Flag(Place place, boolean value) implements Located {
        @Override
        public String shown() {
            return String.valueOf(value);
        }
    }

    /// `null`, and in YAML nothing at all.
    record Nothing(Place place) implements Located {
        @Override
        public String shown() {
            return "null";
        }
    }

    /// A list.
    record Items(Place place, List<Located> values) implements Located {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /// A mapping; its keys differ.
    record Members(Place place, List<Member> members) implements Located {
        public Members {
            members = List.copyOf(members);
        }

        @Override
        public String shown() {
            return "a mapping";
        }
    }

    /// Something of which a problem is noted already; nobody complains of it again.
    record Refused(Place place) implements Located {
        @Override
        public String shown() {
            return "nothing usable";
        }
    }

    /// A key with its value.
    ///
    /// @param place of the key
    record Member(Place place, String name, Located value) {
    }
}
