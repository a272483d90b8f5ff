package dev.levada.definition;

import dev.levada.model.Condition;
import dev.levada.model.FieldPlan;
import dev.levada.model.FieldPlan.From;
import dev.levada.model.MappingPlan;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Step;
import java.util.Set;
import java.util.stream.Collectors;

/// One text for all definitions that make the same output of the same export: one line a word, texts quoted, sets
/// sorted. `match` is not in it, for it says which exports are taken and not what becomes of them.
final class Canonical {

    private final StringBuilder text = new StringBuilder("levada definition 1\n");

    private Canonical() {
    }

    static String of(PipelinePlan plan) {
        Canonical form = new Canonical();
        form.line("pipeline", plan.name()).line("records", plan.shape()).line("max-record-bytes", plan.maxRecordBytes())
                .line("format", plan.output().format()).line("compression", plan.output().compression())
                .line("part-bytes", plan.output().partBytes()).line("fail-above", plan.rejects().failAbove())
                .line("at-least", plan.rejects().atLeast()).line("keep-raw", plan.rejects().keepRaw())
                .line("damage", plan.damage());
        switch (plan.mapping()) {
            case MappingPlan.Identity identity -> form.line("mapping", "identity");
            case MappingPlan.Fields fields -> {
                fields.fields().forEach(form::field);
                fields.where().forEach(form::condition);
            }
        }
        return form.text.toString();
    }

    private Canonical line(String word, Object value) {
        if (value != null) {
            text.append(word).append(' ').append(JsonText.quote(value.toString())).append('\n');
        }
        return this;
    }

    private void field(FieldPlan field) {
        line("field", field.name());
        switch (field.from()) {
            case From.Key key -> line("from key", "");
            case From.Member member -> line("from", member.pointer());
        }
        line("type", field.type()).line("required", field.required()).line("default", field.fallback())
                .line("min", field.min()).line("max", field.max()).line("pattern", field.pattern())
                .line("max-length", field.maxLength());
        if (field.oneOf() != null) {
            field.oneOf().forEach(value -> line("one-of", value));
        }
        field.apply().forEach(this::step);
    }

    private void step(Step step) {
        switch (step) {
            case Step.Trim trim -> line("apply", "trim");
            case Step.Lower lower -> line("apply", "lower");
            case Step.Upper upper -> line("apply", "upper");
            case Step.Sha256 sha256 -> line("apply", "sha256");
            case Step.Redact redact -> line("apply", "redact");
            case Step.Truncate truncate -> line("apply truncate", truncate.codePoints());
        }
    }

    private void condition(Condition condition) {
        line("where", condition.field());
        switch (condition) {
            case Condition.In in -> line("in", sorted(in.values()));
            case Condition.NotIn notIn -> line("not-in", sorted(notIn.values()));
            case Condition.IsNull isNull -> line("is-null", isNull.expected());
        }
    }

    private static String sorted(Set<String> values) {
        return values.stream().sorted().map(JsonText::quote).collect(Collectors.joining(","));
    }
}
