package dev.levada.entry.cli;

import dev.levada.definition.Definition;
import dev.levada.definition.Problem;
import dev.levada.run.Examples;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `levada check`: every problem of every definition at once, and whether its examples hold.
@Command(name = "check", header = "Checks definitions and runs their examples.", description = "Reports every problem at once, with its line and column.", footerHeading = "%nExamples:%n", footer = {
        "  levada check pipelines/users.yaml", "  levada check users address-blocks"})
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "PIPELINE", arity = "1..*", description = "A definition, or the name of one that ships with Levada.")
    private List<String> pipelines;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean sound = true;
        for (String pipeline : pipelines) {
            List<String> problems = problems(pipeline);
            problems.forEach(terminal::error);
            sound &= problems.isEmpty();
        }
        return sound ? ExitCode.DONE : ExitCode.USAGE;
    }

    private List<String> problems(String pipeline) {
        try {
            Definition definition = PipelineChoice.of(pipeline);
            List<String> failures = Examples.failures(definition, pipeline).stream().map(Problem::toString).toList();
            if (failures.isEmpty()) {
                terminal.out().println(pipeline + ": ok, " + count(definition.examples().size()));
            }
            return failures;
        } catch (UsageError wrong) {
            return wrong.lines();
        }
    }

    private static String count(int examples) {
        return switch (examples) {
            case 0 -> "no examples";
            case 1 -> "1 example";
            default -> examples + " examples";
        };
    }
}
