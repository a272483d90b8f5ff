package dev.levada.definition;

import dev.levada.definition.Example.Expected;
import dev.levada.model.FieldPlan;
import dev.levada.model.MappingPlan;
import dev.levada.model.RejectCode;
import dev.levada.model.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An example as written.
record ExampleSection(Place place, Located in, Located key, Located row, Located reject, Located filtered) {

    static final List<String> WORDS = List.of("in", "key", "row", "reject", "filtered");
    static final List<String> REJECT_WORDS = List.of("field", "code");

    private static final List<String> OUTCOMES = List.of("row", "reject", "filtered");

    static List<ExampleSection> readAll(Located written, Problems problems) {
        return new Values(problems).items(written, "a list of examples").stream().map(item -> read(item, problems))
                .toList();
    }

    private static ExampleSection read(Located written, Problems problems) {
        Section section = Section.of(written, WORDS, problems);
        Located in = section.require("in");
        section.requireOne(OUTCOMES);
        return new ExampleSection(written.place(), in, section.get("key"), section.get("row"), section.get("reject"),
                section.get("filtered"));
    }

    /// Of use only if no problem was found.
    Example check(Shape shape, MappingPlan.Fields mapping, Values values) {
        List<String> columns = mapping.fields().stream().map(FieldPlan::name).toList();
        boolean keyed = shape instanceof Shape.Auto || shape instanceof Shape.MapAt;
        if (key != null && !keyed) {
            values.problem(key, "expected no `key` with records: " + shape + ", which have none");
        } else if (key == null && keyed && mapping.fields().stream().anyMatch(ExampleSection::takesKey)) {
            values.problems().add(place, "missing key `key`, which a field takes by $key");
        }
        return new Example(in == null ? "null" : JsonText.of(in), values.text(key, "text", null),
                expected(columns, mapping, values), places(columns));
    }

    private Example.Places places(List<String> columns) {
        Located outcome = Stream.of(row, reject, filtered).filter(Objects::nonNull).findFirst().orElse(in);
        Map<String, Place> cells = new HashMap<>();
        if (row instanceof Located.Members members) {
            members.members().stream().filter(member -> columns.contains(member.name()))
                    .forEach(member -> cells.put(member.name(), member.value().place()));
        }
        return new Example.Places(place, outcome == null ? place : outcome.place(), cells);
    }

    private static boolean takesKey(FieldPlan field) {
        return field.from() instanceof FieldPlan.From.Key;
    }

    private Expected expected(List<String> columns, MappingPlan.Fields mapping, Values values) {
        if (row != null) {
            return row(columns, values);
        }
        if (reject != null) {
            return reject(columns, values);
        }
        if (filtered instanceof Located.Flag flag && flag.value() && mapping.where().isEmpty()) {
            values.problem(filtered, "expected `where` in a definition that filters, got none");
        } else if (filtered != null && !(filtered instanceof Located.Flag flag && flag.value())) {
            values.expected("true", filtered);
        }
        return new Example.Filtered();
    }

    private Expected row(List<String> columns, Values values) {
        Section section = Section.of(row, columns, values.problems());
        return new Example.Row(columns.stream().map(column -> JsonText.quote(column) + ":" + cell(section, column))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static String cell(Section section, String column) {
        Located value = section.require(column);
        return value == null ? "null" : JsonText.of(value);
    }

    private Expected reject(List<String> columns, Values values) {
        Section section = Section.of(reject, REJECT_WORDS, values.problems());
        RejectCode code = values.word(section.require("code"), List.of(RejectCode.values()), RejectCode::name, null);
        return new Example.Reject(values.word(section.get("field"), columns, Function.identity(), null), code);
    }
}
