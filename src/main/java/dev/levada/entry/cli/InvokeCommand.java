package dev.levada.entry.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.definition.BadDefinition;
import dev.levada.entry.lambda.Answer;
import dev.levada.entry.lambda.Deadline;
import dev.levada.entry.lambda.Deployment;
import dev.levada.entry.lambda.Intake;
import dev.levada.entry.lambda.Journal;
import dev.levada.entry.lambda.Outcome;
import dev.levada.model.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `levada invoke`: an event to the code that the function runs, folders being the buckets.
@Command(name = "invoke", header = "Gives an event to the function's handler, with folders for buckets.", description = "Prints the handler's answer; its logs and metrics go to standard error.", footerHeading = "%nExamples:%n", footer = {
        "  levada invoke events/s3-put.json --buckets buckets",
        "  levada invoke event.json --buckets buckets --pipelines pipelines"})
final class InvokeCommand implements Callable<Integer> {

    private static final String REQUEST = "local";

    private final Terminal terminal;

    @Parameters(paramLabel = "EVENT.json", description = "An event, in any form that the function takes.")
    private Path event;

    @Option(names = "--buckets", paramLabel = "DIR", required = true, description = "Folder with a folder for each bucket.")
    private Path buckets;

    @Option(names = "--pipelines", paramLabel = "DIR", description = "Folder with the definitions; by default those that ship with Levada.")
    private Path pipelines;

    @Option(names = "--output", paramLabel = "BUCKET", defaultValue = "levada-output", description = "Bucket that the output goes to (${DEFAULT-VALUE}).")
    private String output;

    InvokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        byte[] json = read(event);
        Answer answer = intake().handle(new ByteArrayInputStream(json), Deadline.UNKNOWN, REQUEST);
        terminal.out().println(new ObjectMapper().readTree(answer.toJson()).toPrettyString());
        List<String> failures = answer.handled().stream().map(Answer.Handled::outcome).map(Outcome::failure)
                .flatMap(Optional::stream).toList();
        failures.forEach(terminal::error);
        return failures.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Intake intake() {
        requireFolder(buckets, "--buckets");
        if (pipelines != null) {
            requireFolder(pipelines, "--pipelines");
        }
        String definitions = pipelines == null ? null : pipelines.toString();
        try {
            return Deployment.local(output, definitions, buckets).intake(new Journal(terminal.err()));
        } catch (BadDefinition bad) {
            throw UsageError.of(bad);
        } catch (IllegalArgumentException | Failure wrong) {
            throw new UsageError(wrong.getMessage(), wrong);
        }
    }

    static void requireFolder(Path folder, String option) {
        if (!Files.isDirectory(folder)) {
            throw new UsageError("expected a folder for " + option + ", got " + folder);
        }
    }

    private static byte[] read(Path event) {
        try {
            return Files.readAllBytes(event);
        } catch (IOException trouble) {
            throw new UsageError("expected an event at " + event + ", got no file that can be read", trouble);
        }
    }
}
