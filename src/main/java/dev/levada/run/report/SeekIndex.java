package dev.levada.run.report;

import dev.levada.model.Compression;
import dev.levada.model.Encoding;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Mark;
import dev.levada.model.SeekPoint;
import dev.levada.model.Shape;
import dev.levada.run.JsonDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where in an export the reading can begin so as to come to a record without reading all that lies before it: some of the marks
/// that a run has passed, kept beside its manifest.
///
/// The plain text is thought of in cells of equal length, and the first mark of each cell is kept. Once there are more than
/// [#MOST], cells become twice as long: the index is bounded, whatever the export, and depends on the marks alone.
public final class SeekIndex {

    /// Marks that are kept at the most.
    public static final int MOST = 1_024;

    /// Length of a cell in the beginning, in bytes of plain text.
    static final long FIRST_CELL = 1 << 20;

    private final List<Mark> marks = new ArrayList<>();
    private long cell = FIRST_CELL;
    private Found found;

    /// What was found out about the export, in the words of [Manifest.Source]: a reading that begins in the middle cannot.
    ///
    /// @param shapePinned whether the definition said it: otherwise another place that looks like records ends the reading
    public record Found(Compression compression, Encoding encoding, boolean byteOrderMark, Shape shape,
            boolean shapePinned) {

        /// What a manifest says of its source.
        public static Found of(Manifest.Source source) {
            return of(source.compression(), source.encoding(), source.byteOrderMark(), source.shape(),
                    source.shapePinned());
        }

        private static Found of(String compression, String encoding, boolean byteOrderMark, String shape,
                boolean shapePinned) {
            return new Found(Compression.valueOf(compression.toUpperCase(Locale.ROOT)),
                    Stream.of(Encoding.values()).filter(one -> one.word().equals(encoding)).findFirst().orElseThrow(),
                    byteOrderMark, Shape.parse(shape), shapePinned);
        }
    }

    /// The document.
    private record Document(String compression, String encoding, boolean byteOrderMark, String shape,
            boolean shapePinned, long cell, List<Entry> marks) {
    }

    /// @param offset plain-text offset
    /// @param source the reading of the source begins here,
    /// @param plain which is this offset of its plain text
    private record Entry(long offset, long records, long recordBytes, long source, long plain, String framing) {

        static Entry of(Mark mark) {
            return new Entry(mark.offset(), mark.records(), mark.recordBytes(), mark.seek().source(),
                    mark.seek().plain(), mark.framing());
        }

        Mark mark() {
            return new Mark(offset, records, recordBytes, new SeekPoint(source, plain), framing);
        }
    }

    /// Key of the index of a run: beside its manifest.
    public static String key(String pipeline, String run) {
        return pipeline + "/runs/" + run + "/index.json";
    }

    /// The run has passed a mark; marks come in the order of the export.
    ///
    /// @param mark or null, which is no trouble: not every batch has one
    public void add(Mark mark) {
        if (mark == null || mark.offset() / cell <= lastCell()) {
            return;
        }
        marks.add(mark);
        while (marks.size() > MOST) {
            thinOut();
        }
    }

    private long lastCell() {
        return marks.isEmpty() ? 0 : marks.getLast().offset() / cell;
    }

    private void thinOut() {
        cell *= 2;
        List<Mark> all = List.copyOf(marks);
        marks.clear();
        for (Mark mark : all) {
            if (mark.offset() / cell > lastCell()) {
                marks.add(mark);
            }
        }
    }

    /// The export is known by now.
    public void found(Found aboutTheExport) {
        found = aboutTheExport;
    }

    /// What is known of the export.
    public Found found() {
        return found;
    }

    /// The last mark at or before a plain-text offset; empty: the beginning.
    public Optional<Mark> before(long offset) {
        return last(marks.stream().filter(mark -> mark.offset() <= offset));
    }

    /// The last mark that has at most so many records before it; empty: the beginning.
    public Optional<Mark> beforeRecord(long record) {
        return last(marks.stream().filter(mark -> mark.records() <= record));
    }

    private static Optional<Mark> last(Stream<Mark> some) {
        return some.reduce((first, second) -> second);
    }

    /// As JSON, in UTF-8. What the export is must be known.
    public byte[] toJson() {
        return JsonDocument
                .bytes(new Document(found.compression().word(), found.encoding().word(), found.byteOrderMark(),
                        found.shape().toString(), found.shapePinned(), cell, marks.stream().map(Entry::of).toList()));
    }

    /// From JSON; more marks can be added, as if there had been no interruption.
    ///
    /// @param place for the message where it is none
    public static SeekIndex read(byte[] json, String place) {
        try {
            Document document = JsonDocument.read(json, Document.class);
            SeekIndex index = new SeekIndex();
            index.found = Found.of(document.compression(), document.encoding(), document.byteOrderMark(),
                    document.shape(), document.shapePinned());
            index.cell = Math.max(FIRST_CELL, document.cell());
            document.marks().forEach(entry -> index.marks.add(entry.mark()));
            return index;
        } catch (IOException | RuntimeException damaged) {
            throw new Failure(FailureCode.UNREADABLE, "expected a seek index at " + place + ", got something else",
                    damaged);
        }
    }
}
