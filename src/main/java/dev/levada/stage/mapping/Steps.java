package dev.levada.stage.mapping;

import dev.levada.model.Step;

/// The steps of a field as rules.
final class Steps {

    private Steps() {
    }

    static Rule of(Step step) {
        return switch (step) {
            case Step.Trim trim -> new Trim();
            case Step.Lower lower -> new Lower();
            case Step.Upper upper -> new Upper();
            case Step.Sha256 sha256 -> new Hash();
            case Step.Redact redact -> new Redact();
            case Step.Truncate truncate -> new Truncate(truncate.codePoints());
        };
    }

    /// Whether the checks of a field look at the value behind this step, where it comes first.
    static boolean comesBeforeChecks(Step step) {
        return step instanceof Step.Trim || step instanceof Step.Lower || step instanceof Step.Upper;
    }

    private record Trim() implements Rule {
        @Override
        public void apply(Value value) {
            value.trim();
        }
    }

    private record Lower() implements Rule {
        @Override
        public void apply(Value value) {
            value.lower();
        }
    }

    private record Upper() implements Rule {
        @Override
        public void apply(Value value) {
            value.upper();
        }
    }

    private record Hash() implements Rule {
        @Override
        public void apply(Value value) {
            value.hash();
        }
    }

    private record Redact() implements Rule {
        @Override
        public void apply(Value value) {
            value.redact();
        }
    }

    private record Truncate(int codePoints) implements Rule {
        @Override
        public void apply(Value value) {
            value.truncate(codePoints);
        }
    }
}
