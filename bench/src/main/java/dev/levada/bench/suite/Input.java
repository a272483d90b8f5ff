package dev.levada.bench.suite;

import dev.levada.bench.data.Layout;
import dev.levada.bench.data.UserExport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What a job reads: an export, plain or compressed.
record Input(UserExport export, Packing packing) {

    static Input of(Layout layout, long users) {
        return new Input(new UserExport(layout, users), Packing.NONE);
    }

    Input packed(Packing by) {
        return new Input(export, by);
    }

    /** Makes the file where it is not there yet. */
    Path in(Path folder) throws IOException {
        Path plain = export.in(folder);
        Path file = folder.resolve(plain.getFileName() + packing.suffix());
        if (!Files.exists(file)) {
            Path partial = folder.resolve(file.getFileName() + ".partial");
            try (OutputStream out = packing.over(Files.newOutputStream(partial))) {
                Files.copy(plain, out);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** Bytes of the export before it was compressed: what every figure "per GB" is about. */
    long plainBytes(Path folder) throws IOException {
        return Files.size(export.in(folder));
    }

    /** Brings the file into the page cache, so that nobody waits for the disk. */
    void warm(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(in(folder))) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
