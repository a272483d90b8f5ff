package dev.levada.recovery;

import java.util.Map;
import java.util.TreeSet;

/// What a proof comes to. The first thing that does not hold ends it, with 1.
final class Verdict {

    private Verdict() {
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            System.out.println("FAILED: " + otherwise);
            System.out.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    /// Two outputs are the same: by name and by content.
    static void same(Map<String, String> expected, Map<String, String> got, String when) {
        check(expected.keySet().equals(got.keySet()),
                when + ": expected " + expected.keySet() + ", got " + got.keySet());
        for (String name : new TreeSet<>(expected.keySet())) {
            check(expected.get(name).equals(got.get(name)), when + ": another " + name);
        }
    }

    static void told(String fact) {
        System.out.println(fact);
        System.out.flush();
    }
}
