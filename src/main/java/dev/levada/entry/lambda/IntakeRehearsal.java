package dev.levada.entry.lambda;

import dev.levada.entry.trigger.DirectRequest;
import dev.levada.model.ObjectRef;
import dev.levada.run.MemoryPlan;
import dev.levada.run.Rehearsal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A [Rehearsal] from event to answer, as in an invocation.
final class IntakeRehearsal {

    private IntakeRehearsal() {
    }

    /// Handles an event for each export.
    ///
    /// @param times how often each export is run
    static void of(Rehearsal rehearsal, int times) throws IOException {
        Journal silent = new Journal(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Intake intake = new Intake(rehearsal.pipelines(), rehearsal.runner(MemoryPlan.ofThisProcess())::run,
                BucketPrefix.parse(Rehearsal.OUTPUT), Optional.empty(), silent);
        List<ObjectRef> exports = rehearsal.exports();
        for (int i = 0; i < times * exports.size(); i++) {
            ObjectRef export = exports.get(i % exports.size());
            byte[] event = DirectRequest.of(export, null).getBytes(StandardCharsets.UTF_8);
            Answer answer = intake.handle(new ByteArrayInputStream(event), Deadline.UNKNOWN, "rehearsal");
            if (answer.failure().isPresent() || answer.toJson().length == 0) {
                throw new IllegalStateException(answer.failure().orElse("no answer"));
            }
        }
    }
}
