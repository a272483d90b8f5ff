package dev.levada.definition;

import dev.levada.model.Condition;
import dev.levada.model.Damage;
import dev.levada.model.FieldPlan;
import dev.levada.model.MappingPlan;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A definition as written: values with their places, sorted into sections. [#check] makes a plan of it.
record PipelineSpec(Located name, SourceSection source, List<FieldSection> fields, List<ConditionSection> where,
        OutputSection output, RejectsSection rejects, Located damage, List<ExampleSection> examples) {

    /// `$schema` is for editors.
    static final List<String> WORDS = List.of("pipeline", "source", "fields", "where", "output", "rejects", "damage",
            "examples", "$schema");

    /// The pipeline that is built in.
    static final String IDENTITY = "identity";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    static PipelineSpec read(Located root, Problems problems) {
        Section section = Section.of(root, WORDS, problems);
        return new PipelineSpec(section.require("pipeline"), SourceSection.read(section.get("source"), problems),
                fields(section.require("fields"), problems), ConditionSection.readAll(section.get("where"), problems),
                OutputSection.read(section.get("output"), problems),
                RejectsSection.read(section.get("rejects"), problems), section.get("damage"),
                ExampleSection.readAll(section.get("examples"), problems));
    }

    private static List<FieldSection> fields(Located written, Problems problems) {
        if (written instanceof Located.Members fields && !fields.members().isEmpty()) {
            return fields.members().stream().map(field -> FieldSection.read(field, problems)).toList();
        }
        if (written instanceof Located.Members) {
            problems.add(written.place(), "expected at least one field, got none");
        } else if (written != null) {
            new Values(problems).expected("a mapping of fields by their names", written);
        }
        return List.of();
    }

    /// Of use only if no problem was found.
    Definition check(Problems problems) {
        Values values = new Values(problems);
        Shape shape = source.shape(values);
        MappingPlan.Fields mapping = mapping(values);
        requireKeys(shape, values);
        PipelinePlan plan = new PipelinePlan(name(values), source.match(values), shape, source.maxRecordBytes(values),
                mapping, output.check(values), rejects.check(values),
                values.word(damage, List.of(Damage.values()), Damage::word, Damage.FAIL));
        return new Definition(plan,
                examples.stream().map(example -> example.check(shape, mapping, values)).toList());
    }

    private String name(Values values) {
        String text = values.text(name, "the name of the pipeline", null);
        if (text != null && !NAME.matcher(text).matches()) {
            values.expected("1 to 63 of a-z, 0-9 and -, beginning with a letter or digit", name);
        } else if (IDENTITY.equals(text)) {
            values.problem(name, "expected another name, got identity, which is built in");
        }
        return text;
    }

    private MappingPlan.Fields mapping(Values values) {
        Map<String, FieldPlan> plans = new LinkedHashMap<>();
        fields.forEach(field -> plans.put(field.name(), field.check(values)));
        List<Condition> conditions = where.stream().map(condition -> condition.check(plans, values)).toList();
        return new MappingPlan.Fields(List.copyOf(plans.values()), conditions);
    }

    /// Where the shape says that records have no keys, none can be taken.
    private void requireKeys(Shape shape, Values values) {
        if (shape instanceof Shape.Auto || shape instanceof Shape.MapAt) {
            return;
        }
        fields.stream().filter(FieldSection::isKey).map(FieldSection::from)
                .forEach(from -> values.problem(from,
                        "expected records in a keyed map for $key, got records: " + shape));
    }
}
