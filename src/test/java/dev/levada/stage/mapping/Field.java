package dev.levada.stage.mapping;

import dev.levada.model.Condition;
import dev.levada.model.Decimal;
import dev.levada.model.FieldPlan;
import dev.levada.model.MappingPlan;
import dev.levada.model.Pointer;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.util.Arrays;
import java.util.List;

/// Writes field plans briefly: `Field.of("age", "/age", INT).min("0").max("150")`.
record Field(FieldPlan plan) {

    static Field of(String name, String pointer, ValueType type) {
        return of(name, new FieldPlan.From.Member(Pointer.parse(pointer)), type);
    }

    static Field of(String name, FieldPlan.From from, ValueType type) {
        return new Field(new FieldPlan(name, from, type, false, null, null, null, null, null, null, List.of()));
    }

    /// A field `x` from `/x`.
    static Field x(ValueType type) {
        return of("x", "/x", type);
    }

    static MappingPlan planOf(Field... fields) {
        return planOf(List.of(), fields);
    }

    static MappingPlan planOf(List<Condition> where, Field... fields) {
        return new MappingPlan.Fields(Arrays.stream(fields).map(Field::plan).toList(), where);
    }

    /// Maps one record by this field alone.
    Mapped map(String record) {
        return Mapped.by(planOf(this), Batch.of(record));
    }

    /// Maps a record whose member `x` is the given token.
    Mapped mapX(String token) {
        return map("{\"x\":" + token + "}");
    }

    Field required() {
        return new Field(new FieldPlan(plan.name(), plan.from(), plan.type(), true, plan.fallback(), plan.min(),
                plan.max(), plan.oneOf(), plan.pattern(), plan.maxLength(), plan.apply()));
    }

    Field fallback(String token) {
        return new Field(new FieldPlan(plan.name(), plan.from(), plan.type(), plan.required(), token, plan.min(),
                plan.max(), plan.oneOf(), plan.pattern(), plan.maxLength(), plan.apply()));
    }

    Field min(String min) {
        return new Field(new FieldPlan(plan.name(), plan.from(), plan.type(), plan.required(), plan.fallback(),
                Decimal.of(min), plan.max(), plan.oneOf(), plan.pattern(), plan.maxLength(), plan.apply()));
    }

    Field max(String max) {
        return new Field(new FieldPlan(plan.name(), plan.from(), plan.type(), plan.required(), plan.fallback(),
                plan.min(), Decimal.of(max), plan.oneOf(), plan.pattern(), plan.maxLength(), plan.apply()));
    }

    Field oneOf(String... values) {
        return new Field(new FieldPlan(plan.name(), plan.from(), plan.type(), plan.required(), plan.fallback(),
                plan.min(), plan.max(), List.of(values), plan.pattern(), plan.maxLength(), plan.apply()));
    }

    Field pattern(String pattern) {
        return new Field(new FieldPlan(plan.name(), plan.from(), plan.type(), plan.required(), plan.fallback(),
                plan.min(), plan.max(), plan.oneOf(), pattern, plan.maxLength(), plan.apply()));
    }

    Field maxLength(int codePoints) {
        return new Field(new FieldPlan(plan.name(), plan.from(), plan.type(), plan.required(), plan.fallback(),
                plan.min(), plan.max(), plan.oneOf(), plan.pattern(), codePoints, plan.apply()));
    }

    Field apply(Step... steps) {
        return new Field(new FieldPlan(plan.name(), plan.from(), plan.type(), plan.required(), plan.fallback(),
                plan.min(), plan.max(), plan.oneOf(), plan.pattern(), plan.maxLength(), List.of(steps)));
    }
}
