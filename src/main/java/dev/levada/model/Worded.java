package dev.levada.model;

/// What people choose by a word, in definitions and on the command line.
public interface Worded {

    /// The word for it.
    String word();
}
