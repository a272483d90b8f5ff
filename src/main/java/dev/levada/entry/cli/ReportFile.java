package dev.levada.entry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Trouble;
import dev.levada.run.RunFailure;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// What `--report` names: a JSON array, one object a run. Every member is always there, unknown ones are null.
///
/// @param file real path of a file that is replaced as a whole, or of what is written to as it is
record ReportFile(Path file, Kind kind) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// How it is written.
    enum Kind {
        /// A file, there or not.
        FILE,
        /// `/dev/stdout`, a named pipe: nothing to put another in the place of, whatever it leads to.
        DEVICE
    }

    /// The file, once it is sure that something can be written in its place.
    ///
    /// @throws UsageError otherwise
    static ReportFile at(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        boolean special = Files.exists(absolute) && !Files.isRegularFile(absolute);
        if (Files.isDirectory(absolute)) {
            throw new UsageError("expected a file for --report, got a folder: " + file);
        }
        if (special || absolute.startsWith("/dev") || absolute.startsWith("/proc")) {
            if (!Files.isWritable(absolute)) {
                throw new UsageError("expected a place for the report at " + file + ", got none that can be written");
            }
            return new ReportFile(absolute, Kind.DEVICE);
        }
        try {
            Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Files.createDirectories(real.getParent());
            if (!Files.isWritable(real.getParent())) {
                throw new UsageError("expected to be allowed to write the report to " + file + ", got no permission");
            }
            return new ReportFile(real, Kind.FILE);
        } catch (IOException trouble) {
            throw new UsageError("expected a place for the report at " + file + ", got " + Trouble.words(trouble),
                    trouble);
        }
    }

    /// Makes sure that the report takes the place of nothing that the runs read.
    ///
    /// @param read files as they were typed
    /// @throws UsageError if it would
    void spare(List<String> read) {
        for (String typed : read) {
            if (isSame(typed)) {
                throw new UsageError("expected a file of its own for --report, got " + typed + ", which is read");
            }
        }
    }

    private boolean isSame(String typed) {
        try {
            Path path = Path.of(typed);
            return Files.exists(path) && Files.exists(file) && Files.isSameFile(path, file);
        } catch (InvalidPathException | IOException noFile) {
            return false;
        }
    }

    /// @throws Failure UNWRITABLE where there is no room for it: the runs stand
    void write(List<RunReport> reports) {
        try {
            byte[] json = json(reports);
            switch (kind) {
                case DEVICE -> Files.write(file, json, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
                case FILE -> replace(json);
            }
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNWRITABLE,
                    "expected to write the report to " + file + ", got " + Trouble.words(trouble), trouble);
        }
    }

    private void replace(byte[] json) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(fresh, json);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] json(List<RunReport> reports) throws IOException {
        ArrayNode array = JSON.createArrayNode();
        reports.forEach(report -> array.add(object(report)));
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
        return text.getBytes(UTF_8);
    }

    private static ObjectNode object(RunReport report) {
        ObjectNode object = JSON.createObjectNode();
        object.put("input", report.input());
        object.put("run", report.run());
        object.put("state", report.state() == RunReport.State.PUBLISHED ? "published" : "failed");
        object.put("complete", report.complete());
        object.put("repeated", report.repeated());
        object.put("shape", report.shape());
        object.put("records", report.records());
        object.put("rows", report.rows());
        object.put("filtered", report.filtered());
        object.put("rejected", report.rejected());
        object.put("bytesIn", report.bytesIn());
        object.put("reopened", report.reopened());
        object.put("bytesOut", report.bytesOut());
        object.put("parts", report.parts());
        object.put("seconds", report.seconds());
        object.put("cpuSeconds", report.cpuSeconds());
        object.put("peakHeapBytes", report.peakHeapBytes());
        object.put("peakRssBytes", report.peakRssBytes());
        object.set("failure", failure(report.failure()));
        return object;
    }

    private static ObjectNode failure(RunFailure failure) {
        return failure == null
                ? null
                : JSON.createObjectNode().put("code", failure.code().name()).put("message", failure.message())
                        .put("offset", failure.offset());
    }
}
