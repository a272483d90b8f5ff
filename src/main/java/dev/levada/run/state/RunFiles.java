package dev.levada.run.state;

import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.run.JsonDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a run keeps beside its ledger entry while it is under way: tails, segments, and what is to be published.
///
/// Names begin with the epoch of the process that wrote them: one that has lost its claim and does not know it yet never writes
/// over what its successor relies on.
///
/// @param folder of the run, ending in `/`
public record RunFiles(Documents documents, String folder) {

    /// Above all runs.
    public static final String ROOT = "_levada/runs/";

    public static RunFiles of(Documents documents, String pipeline, String run) {
        return new RunFiles(documents, ROOT + pipeline + "/" + run + "/");
    }

    /// Staged parts, and the segment before.
    private record Segment(String previous, List<StagedPart> parts) {
    }

    /// @param staged id of the upload, or path of the file
    /// @param uploaded parts of the upload, or -1 where it is a file
    private record StagedPart(Destination destination, String key, long bytes, long rows, int crc32c, String staged,
            int uploaded) {

        static StagedPart of(Part part) {
            return new StagedPart(part.destination(), part.key(), part.bytes(), part.rows(), part.crc32c(),
                    RunFiles.id(part.staged()), RunFiles.uploaded(part.staged()));
        }

        Part part() {
            return new Part(destination, key, bytes, rows, crc32c, RunFiles.staged(staged, uploaded));
        }
    }

    /// What is to be published.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Publication(byte[] manifest, byte[] index, List<StagedPart> parts) {
    }

    /// Everything is decided: this becomes visible.
    ///
    /// @param manifest the document
    /// @param index the seek index, a document too; or null
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Prepared(byte[] manifest, byte[] index, List<Part> parts) {
    }

    static String id(Part.Staged staged) {
        return switch (staged) {
            case Part.Staged.File file -> file.path();
            case Part.Staged.Upload upload -> upload.id();
        };
    }

    static int uploaded(Part.Staged staged) {
        return switch (staged) {
            case Part.Staged.File file -> -1;
            case Part.Staged.Upload upload -> upload.parts();
        };
    }

    static Part.Staged staged(String id, int uploaded) {
        return uploaded < 0 ? new Part.Staged.File(id) : new Part.Staged.Upload(id, uploaded);
    }

    /// Writes what no ledger entry could hold, and gives its name.
    public String writeTail(long epoch, int number, List<ByteBuffer> pieces) {
        String name = epoch + "-" + number + ".tail";
        documents.write(folder + name, pieces);
        return name;
    }

    public InputStream readTail(String name) {
        return documents.stream(folder + name);
    }

    /// Appends staged parts, and gives the name of the segment.
    ///
    /// @param previous the one before, or null
    public String writeSegment(long epoch, int number, String previous, List<Part> parts) {
        String name = epoch + "-" + number + ".segment.json";
        documents.write(folder + name,
                JsonDocument.bytes(new Segment(previous, parts.stream().map(StagedPart::of).toList())));
        return name;
    }

    /// The parts of a segment and of all before it, in order.
    ///
    /// @param last the last segment, or null where there is none
    public List<Part> readSegments(String last) {
        List<Part> parts = new ArrayList<>();
        for (String name = last; name != null;) {
            Segment segment = read(name, Segment.class);
            parts.addAll(0, segment.parts().stream().map(StagedPart::part).toList());
            name = segment.previous();
        }
        return parts;
    }

    /// Writes down what is to be published, and gives the name of the document.
    public String writePublication(long epoch, Prepared prepared) {
        String name = epoch + ".publication.json";
        documents.write(folder + name,
                JsonDocument.bytes(new Publication(prepared.manifest(), prepared.index(),
                        prepared.parts().stream().map(StagedPart::of).toList())));
        return name;
    }

    public Prepared readPublication(String name) {
        Publication publication = read(name, Publication.class);
        return new Prepared(publication.manifest(), publication.index(),
                publication.parts().stream().map(StagedPart::part).toList());
    }

    private <T extends Record> T read(String name, Class<T> type) {
        byte[] document = documents.read(folder + name).orElseThrow(() -> lost(name, null));
        try {
            return JsonDocument.read(document, type);
        } catch (IOException damaged) {
            throw lost(name, damaged);
        }
    }

    private Failure lost(String name, Throwable cause) {
        return new Failure(FailureCode.STAGING_LOST,
                "expected the state of the run at " + documents.uri(folder + name) + ", got none", cause);
    }

    public void remove(String name) {
        documents.remove(folder + name);
    }

    /// Whether there is anything of it.
    public boolean isLeft() {
        return !documents.list(folder).isEmpty();
    }

    /// Nothing of it is needed any more.
    public void clear() {
        documents.list(folder).forEach(documents::remove);
    }
}
