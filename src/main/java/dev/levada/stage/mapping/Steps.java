package dev.levada.stage.mapping;

import dev.levada.model.Step;

/// The steps of a field as rules.
final class Steps {

    private Steps() {
    }

    static Rule of(Step step) {
        return switch (step) {
            case Step.Trim trim -> Value::trim;
            case Step.Lower lower -> Value::lower;
            case Step.Upper upper -> Value::upper;
            case Step.Sha256 sha256 -> Value::hash;
            case Step.Redact redact -> Value::redact;
            case Step.Truncate truncate -> value -> value.truncate(truncate.codePoints());
        };
    }

    /// Whether the checks of a field look at the value behind this step, where it comes first.
    static boolean comesBeforeChecks(Step step) {
        return step instanceof Step.Trim || step instanceof Step.Lower || step instanceof Step.Upper;
    }
}
