package dev.levada.stage.mapping;

/// One thing that happens to a value on its way into its cell: a type or a check that it must pass, or a step that
/// changes it.
@FunctionalInterface
interface Rule {

    /// Looks at the value, or changes it.
    ///
    /// @throws Refusal if the record ends here
    void apply(Value value);
}
