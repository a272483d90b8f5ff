package dev.levada.entry.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// An export of made-up users: one JSON array, a record a line. Record number i depends on i alone; every 1,000th is
/// wrong.
///
/// @param file where it lies; it is there only as a whole
/// @param users records in it
public record DemoExport(Path file, long users) {

    /// The export of so many users below a folder.
    public static DemoExport in(Path folder, long users) {
        return new DemoExport(folder.resolve("users-" + users + ".json"), users);
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /// Records that the users pipeline rejects.
    public long flawed() {
        return users / Flaw.PERIOD;
    }

    /// Writes it beside its place and moves it there.
    public void write() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path unfinished = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                write(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void write(OutputStream out) throws IOException {
        DemoUser user = new DemoUser();
        JsonBytes json = new JsonBytes();
        json.add('[');
        for (long number = 0; number < users; number++) {
            if (number > 0) {
                json.add(',');
            }
            json.add('\n');
            user.write(number, json);
            json.drain(out);
        }
        json.add('\n').add(']').add('\n').flush(out);
    }
}
