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

/// `levada invoke`: an event to the code that the function runs, folders being the buckets.
final class InvokeCommand implements Command {

    private static final String REQUEST = "local";

    private static final Argument<Path> EVENT = Argument
            .operand("EVENT.json", "An event, in any form that the function takes.").as(Path::of);
    private static final Argument<Path> BUCKETS = Argument
            .option("--buckets", "DIR", "Folder with a folder for each bucket.").needed().as(Path::of);
    private static final Argument<Path> PIPELINES = Argument
            .option("--pipelines", "DIR", "Folder with the definitions; by default those that ship with Levada.")
            .as(Path::of);
    private static final Argument<String> OUTPUT = Argument
            .option("--output", "BUCKET", "Bucket that the output goes to (${default}).").otherwise("levada-output");

    static final Signature SIGNATURE = Signature.of(EVENT, BUCKETS, PIPELINES, OUTPUT)
            .described("Prints the handler's answer; its logs and metrics go to standard error.")
            .examples("levada invoke events/s3-put.json --buckets buckets",
                    "levada invoke event.json --buckets buckets --pipelines pipelines");

    private final Terminal terminal;
    private final Path event;
    private final Path buckets;
    private final Path pipelines;
    private final String output;

    InvokeCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        event = typed.of(EVENT);
        buckets = typed.of(BUCKETS);
        pipelines = typed.of(PIPELINES);
        output = typed.of(OUTPUT);
    }

    @Override
    public int call() throws IOException {
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
