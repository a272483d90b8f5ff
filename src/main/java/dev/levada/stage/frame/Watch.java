package dev.levada.stage.frame;

/// What a framing does about other places that look like records.
enum Watch {
    /// The shape was pinned: nothing else matters.
    NONE,
    /// The shape was found: a second candidate fails the run.
    CANDIDATES
}
