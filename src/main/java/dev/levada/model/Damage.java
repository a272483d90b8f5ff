package dev.levada.model;

import java.util.Locale;

/// What a damaged export leads to.
public enum Damage implements Worded {
    /// The run fails and publishes nothing.
    FAIL,
    /// What is whole is published, and the manifest says `"complete": false`.
    KEEP;

    /// The word for it in definitions.
    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
