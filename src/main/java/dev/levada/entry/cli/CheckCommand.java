package dev.levada.entry.cli;

import dev.levada.definition.Definition;
import dev.levada.definition.Problem;
import dev.levada.model.Failure;
import dev.levada.run.Examples;
import dev.levada.run.FunctionMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `levada check`: every problem of every definition at once, and whether its examples hold.
final class CheckCommand implements Command {

    private static final Argument<String> PIPELINES = Argument.operands("PIPELINE",
            "A definition, or the name of one that ships with Levada.");
    private static final Argument<Integer> MEMORY = Argument
            .option("--memory", "MB", "Also whether each fits in a function of this size: 128 to 10240.")
            .as(Readings::count);

    static final Signature SIGNATURE = Signature.of(PIPELINES, MEMORY)
            .described("Reports every problem at once, with its line and column.")
            .examples("levada check pipelines/users.yaml", "levada check users address-blocks --memory 128");

    private final Terminal terminal;
    private final List<String> pipelines;
    private final Integer megabytes;

    CheckCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        pipelines = typed.operands();
        megabytes = typed.of(MEMORY);
    }

    @Override
    public int call() {
        Optional<FunctionMemory> memory = memory();
        boolean sound = true;
        for (String pipeline : pipelines) {
            List<String> problems = problems(pipeline, memory);
            problems.forEach(terminal::error);
            sound &= problems.isEmpty();
        }
        return sound ? ExitCode.DONE : ExitCode.USAGE;
    }

    private Optional<FunctionMemory> memory() {
        try {
            return Optional.ofNullable(megabytes).map(FunctionMemory::of);
        } catch (IllegalArgumentException wrong) {
            throw new UsageError("--memory: " + wrong.getMessage(), wrong);
        }
    }

    private List<String> problems(String pipeline, Optional<FunctionMemory> memory) {
        try {
            Definition definition = PipelineChoice.of(pipeline);
            List<String> failures = new ArrayList<>();
            Examples.failures(definition, pipeline).stream().map(Problem::toString).forEach(failures::add);
            memory.flatMap(size -> size.refusal(definition.plan())).map(refusal -> line(pipeline, refusal))
                    .ifPresent(failures::add);
            if (failures.isEmpty()) {
                terminal.out().println(pipeline + ": ok, " + count(definition.examples().size())
                        + memory.map(size -> ", fits in " + megabytes + " MB").orElse(""));
            }
            return failures;
        } catch (UsageError wrong) {
            return wrong.lines();
        }
    }

    private static String line(String pipeline, Failure refusal) {
        return pipeline + ": " + refusal.code() + ": " + refusal.getMessage();
    }

    private static String count(int examples) {
        return switch (examples) {
            case 0 -> "no examples";
            case 1 -> "1 example";
            default -> examples + " examples";
        };
    }
}
