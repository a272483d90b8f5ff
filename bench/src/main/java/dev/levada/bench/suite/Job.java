package dev.levada.bench.suite;

import java.util.List;

/// One input, one thing to do with it, and who does it, in turn and so many rounds. The first contestant is Levada.
record Job(Task task, Scale scale, Input input, int rounds, List<Contestant> contestants) {

    /// What is to be done.
    enum Task {
        /// As most exports come: the measure of the others.
        ARRAY("users, array → NDJSON"),
        /// A third more bytes, all of them white space.
        PRETTY("users, pretty-printed array → NDJSON"),
        /// The array is a member of an object, behind one that looks like it.
        WRAPPED("users, pretty-printed `{\"meta\": …, \"users\": […]}` → NDJSON"),
        /// What many libraries ask for.
        LINES("users, NDJSON → NDJSON"),
        /// As the pipeline ships.
        TO_ZSTD("users, array → NDJSON, zstd"),
        /// For readers that know nothing newer.
        TO_GZIP("users, array → NDJSON, gzip"),
        /// Held against decompression alone and the plain job.
        FROM_GZIP("users, array in gzip → NDJSON"),
        /// The same.
        FROM_ZSTD("users, array in zstd → NDJSON"),
        /// Every record is passed on.
        IDENTITY("identity, array → NDJSON");

        private final String title;

        Task(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /// How large the input is, of the three sizes of a suite.
    enum Scale {
        SMALL, MEDIUM, LARGE
    }
}
