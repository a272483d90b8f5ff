package dev.levada.run.report;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.run.JsonDocument;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What a published run says of itself: written after its parts, so that readers who need strictness read by it.
///
/// @param levada version that wrote it
/// @param supersedes the run whose place it takes, or null
/// @param supersededBy the run that has taken its place since (its parts are gone then), or null
/// @param supplements the run whose rejects were read again for this one, or null: it adds to that run and takes no place
/// @param supplementedBy runs that have read the rejects of this one again: their rows belong to its own
/// @param complete false where damage was kept
/// @param damage what was damaged, or null
/// @param rejectedBy rejects by code
public record Manifest(String levada, String run, int generation, String supersedes, String supersededBy,
        String supplements, List<String> supplementedBy, Pipeline pipeline, Source source, boolean complete,
        Damage damage, Counts counts,
        Map<String, Long> rejectedBy, Bytes bytes, List<PartEntry> parts, Timings timings) {

    /// Manifests that were written before there were supplements have none.
    public Manifest {
        supplementedBy = supplementedBy == null ? List.of() : List.copyOf(supplementedBy);
    }

    /// That of a run which supplements no other.
    public Manifest(String levada, String run, int generation, String supersedes, String supersededBy,
            Pipeline pipeline, Source source, boolean complete, Damage damage, Counts counts,
            Map<String, Long> rejectedBy, Bytes bytes, List<PartEntry> parts, Timings timings) {
        this(levada, run, generation, supersedes, supersededBy, null, List.of(), pipeline, source, complete, damage,
                counts, rejectedBy, bytes, parts, timings);
    }

    /// @param definition digest of the definition, overrides included
    public record Pipeline(String name, String definition) {
    }

    /// @param size bytes as the store gives them, or null where unknown
    /// @param bytesRead bytes that were read
    /// @param crc32c of what was read, 8 hex digits
    /// @param shapePinned whether the definition said it, or it was found
    public record Source(String uri, String bucket, String key, String version, Long size, long bytesRead,
            String crc32c, String compression, String encoding, boolean byteOrderMark, String shape,
            boolean shapePinned) {
    }

    /// @param offset plain-text offset where it was noticed, or null
    /// @param from plain-text offset from which on nothing was published
    /// @param length bytes of plain text from there on that were read, and left out
    public record Damage(String code, Long offset, long from, long length, String message) {
    }

    /// `records = rows + filtered + rejected`, always.
    public record Counts(long records, long rows, long filtered, long rejected) {
    }

    /// `plain = records + structure + damaged`, always; bytes of plain text behind a byte order mark.
    public record Bytes(long plain, long records, long structure, long damaged) {
    }

    /// @param key below the root of the output
    /// @param crc32c of its bytes, 8 hex digits
    public record PartEntry(String destination, String key, long bytes, long rows, String crc32c) {
    }

    /// @param started UTC, RFC 3339
    public record Timings(String started, String ended, double seconds, Double cpuSeconds) {
    }

    /// Key of the manifest of a run.
    public static String key(String pipeline, String run) {
        return pipeline + "/runs/" + run + "/manifest.json";
    }

    /// CRCs as manifests write them.
    public static String hex(int crc) {
        return HexFormat.of().toHexDigits(crc);
    }

    /// As JSON, in UTF-8.
    public byte[] toJson() {
        return JsonDocument.indented(this);
    }

    /// From JSON.
    ///
    /// @param place for the message where it is none
    public static Manifest read(byte[] json, String place) {
        try {
            return JsonDocument.read(json, Manifest.class);
        } catch (IOException damaged) {
            throw new Failure(FailureCode.UNREADABLE, "expected a manifest at " + place + ", got something else",
                    damaged);
        }
    }

    /// The same, once another run has taken its place.
    public Manifest supersededBy(String other) {
        return new Manifest(levada, run, generation, supersedes, other, supplements, supplementedBy, pipeline, source,
                complete, damage, counts, rejectedBy, bytes, parts, timings);
    }

    /// The same, with these supplements.
    public Manifest supplementedBy(List<String> others) {
        return new Manifest(levada, run, generation, supersedes, supersededBy, supplements, others, pipeline, source,
                complete, damage, counts, rejectedBy, bytes, parts, timings);
    }

    /// Bytes of all parts.
    public long bytesOut() {
        return parts.stream().mapToLong(PartEntry::bytes).sum();
    }
}
