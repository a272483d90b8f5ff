package dev.levada.stage.mapping;

/// One thing that happens to a value on its way into its cell: a type or a check that it must pass, or a step that
/// changes it. Each has a class of its own and no lambda: a JVM that was trained remembers how classes are used from one process to
/// the next, and forgets those that it makes for lambdas.
interface Rule {

    /// Looks at the value, or changes it.
    ///
    /// @throws Refusal if the record ends here
    void apply(Value value);
}
