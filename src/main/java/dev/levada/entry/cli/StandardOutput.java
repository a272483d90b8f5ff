package dev.levada.entry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/// Standard output that remembers what it could not take: a [PrintStream] keeps silent about it, and half an answer would pass
/// for a whole one. A reader that has seen enough (`| head -1`) loses nothing.
final class StandardOutput extends OutputStream {

    private static final String NOBODY_READS = "broken pipe";

    private final OutputStream out;
    private IOException lost;

    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /// Prints to it, each text at once, as the standard stream does.
    PrintStream printer() {
        return new PrintStream(this, true, System.out.charset());
    }

    /// Why something is missing; empty where nothing is that anybody waits for.
    Optional<IOException> lost() {
        return Optional.ofNullable(lost);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException trouble) {
            boolean nobodyReads = String.valueOf(trouble.getMessage()).toLowerCase(Locale.ROOT).contains(NOBODY_READS);
            lost = nobodyReads || lost != null ? lost : trouble;
            throw trouble;
        }
    }
}
