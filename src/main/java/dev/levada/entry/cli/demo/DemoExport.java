package dev.levada.entry.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/// An export of made-up users: one JSON array, a record a line. Record number i depends on i alone; every 1,000th is
/// wrong.
///
/// @param file where it lies; it is there only as a whole
/// @param users records in it
public record DemoExport(Path file, long users) {

    private static final int LAST = 64;
    private static final Pattern WHOLE = Pattern.compile("[}\\[]\\s*]\\s*$");

    /// The export of so many users below a folder.
    public static DemoExport in(Path folder, long users) {
        return new DemoExport(folder.resolve("users-" + users + ".json"), users);
    }

    /// Whether it is there, up to the bracket that ends it: a disk that went away may have left the beginning of one.
    public boolean isWhole() throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(LAST, channel.size()));
            channel.position(channel.size() - end.capacity());
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // more of the end
            }
            String text = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8);
            return WHOLE.matcher(text).find();
        }
    }

    /// Records that the users pipeline rejects.
    public long flawed() {
        return users / Flaw.PERIOD;
    }

    /// Writes it beside its place and moves it there; what processes that were killed have left of it goes.
    public void write() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        String unfinishedName = "." + file.getFileName() + ".";
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, unfinishedName + "*")) {
            for (Path one : left) {
                removeIfOrphaned(one, one.getFileName().toString().substring(unfinishedName.length()));
            }
        }
        Path unfinished = folder.resolve(unfinishedName + ProcessHandle.current().pid());
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                write(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void removeIfOrphaned(Path unfinished, String process) throws IOException {
        if (process.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
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
