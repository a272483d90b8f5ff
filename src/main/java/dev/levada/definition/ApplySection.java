package dev.levada.definition;

import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `apply` as written: what is done to a value.
record ApplySection(Located written) {

    static final List<String> WORDS = List.of("trim", "lower", "upper", "sha256", "redact", "truncate");

    private static final List<String> TRUNCATE = List.of("truncate");

    /// @param type of the field, or null where that is wrong
    List<Step> check(ValueType type, Values values) {
        List<Step> steps = new ArrayList<>();
        Step mask = null;
        for (Located item : values.items(written, "a list of steps such as [trim, lower]")) {
            Step step = step(item, values);
            if (step == null) {
                continue;
            }
            String mistake = mistake(step, type, mask);
            if (mistake != null) {
                values.problem(item, mistake);
            }
            mask = step instanceof Step.Sha256 || step instanceof Step.Redact ? step : mask;
            steps.add(step);
        }
        return steps;
    }

    private static Step step(Located item, Values values) {
        if (item instanceof Located.Members) {
            Located length = Section.of(item, TRUNCATE, values.problems()).require("truncate");
            return length == null ? null : new Step.Truncate((int) values.whole(length, 1, Integer.MAX_VALUE, 1));
        }
        String word = values.word(item, WORDS, known -> known, "");
        return switch (word) {
            case "trim" -> new Step.Trim();
            case "lower" -> new Step.Lower();
            case "upper" -> new Step.Upper();
            case "sha256" -> new Step.Sha256();
            case "redact" -> new Step.Redact();
            case "truncate" -> {
                values.problem(item, "expected a length, as in {truncate: 100}, got none");
                yield null;
            }
            default -> null;
        };
    }

    /// What is wrong with a step at its place, or null.
    private static String mistake(Step step, ValueType type, Step mask) {
        boolean isText = type == null || type == ValueType.STRING || mask != null;
        return switch (step) {
            case Step.Trim trim -> ofText(step, type, isText, mask);
            case Step.Lower lower -> ofText(step, type, isText, mask);
            case Step.Upper upper -> ofText(step, type, isText, mask);
            case Step.Sha256 sha256 -> mask != null
                    ? behind(step, mask)
                    : type == ValueType.JSON ? "expected `sha256` with any type but json, got json" : null;
            case Step.Redact redact -> null;
            case Step.Truncate truncate -> isText ? null : withText(step, type);
        };
    }

    private static String ofText(Step step, ValueType type, boolean isText, Step mask) {
        return mask != null ? behind(step, mask) : isText ? null : withText(step, type);
    }

    private static String behind(Step step, Step mask) {
        return "expected only redact or truncate behind " + word(mask) + ", got " + word(step);
    }

    private static String withText(Step step, ValueType type) {
        return "expected `" + word(step) + "` only with type string, got " + type.word();
    }

    private static String word(Step step) {
        return step.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// A text as the checks see it: behind the steps that come before them (see [dev.levada.model.FieldPlan]).
    static String leading(List<Step> steps, String text) {
        String result = text;
        for (Step step : steps) {
            switch (step) {
                case Step.Trim trim -> result = result.strip();
                case Step.Lower lower -> result = result.toLowerCase(Locale.ROOT);
                case Step.Upper upper -> result = result.toUpperCase(Locale.ROOT);
                case Step.Sha256 sha256 -> {
                    return result;
                }
                case Step.Redact redact -> {
                    return result;
                }
                case Step.Truncate truncate -> {
                    return result;
                }
            }
        }
        return result;
    }
}
