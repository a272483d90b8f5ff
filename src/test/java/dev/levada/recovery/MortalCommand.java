package dev.levada.recovery;

import dev.levada.definition.Definitions;
import dev.levada.features.MortalStores;
import dev.levada.model.ObjectRef;
import dev.levada.run.FileStores;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What `levada run EXPORT --pipeline FILE --output FOLDER` does, in a process that sends itself SIGKILL at its n-th step on the disk.
///
/// Arguments: the export, the definition, the folder, the step, its moment. Ends with 0 where the run is published before.
public final class MortalCommand {

    private MortalCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        Path export = Path.of(arguments[0]).toRealPath();
        Path definition = Path.of(arguments[1]);
        RunPlan plan = new RunPlan(arguments[0], ObjectRef.file(export.toString()),
                Definitions.read(definition.toString(), Files.readAllBytes(definition)).plan(),
                RunPlan.Published.REPLACE_IF_CHANGED);
        MortalStores stores = new MortalStores(FileStores.of(Path.of(arguments[2])), Integer.parseInt(arguments[3]),
                MortalStores.Moment.valueOf(arguments[4]), MortalCommand::die);
        RunReport report = new Runner(stores, MemoryPlan.ofThisProcess()).run(plan, Progress.Watcher.NONE);
        Runtime.getRuntime().halt(report.state() == RunReport.State.PUBLISHED ? 0 : 1);
    }

    private static void die() {
        try {
            new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start();
            Thread.sleep(Long.MAX_VALUE);
        } catch (IOException | InterruptedException trouble) {
            throw new IllegalStateException(trouble);
        }
    }
}
