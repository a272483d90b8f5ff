package dev.levada.contract;

import dev.levada.model.Destination;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.stage.sink.Sink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a checkpoint keeps of a sink, copied: views of a sink that is gone are not looked at.
public final class SinkSnapshot {

    private final List<PendingPart> parts = new ArrayList<>();
    /// Of what each part has buffered.
    private final List<Integer> lengths = new ArrayList<>();
    /// All of that, one behind the other.
    private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
    private final Map<Destination, Integer> begun = new EnumMap<>(Destination.class);

    private SinkSnapshot(Sink sink) {
        for (PendingPart part : sink.pending()) {
            byte[] buffered = copied(part.buffered());
            tail.writeBytes(buffered);
            lengths.add(buffered.length);
            parts.add(new PendingPart(part.destination(), part.number(), part.key(), part.bytes(), part.rows(),
                    part.crc32c(), part.stored(), ByteBuffer.allocate(0)));
        }
        for (Destination destination : Destination.values()) {
            begun.put(destination, sink.begun(destination));
        }
    }

    public static SinkSnapshot of(Sink sink) {
        return new SinkSnapshot(sink);
    }

    public static byte[] copied(ByteBuffer view) {
        byte[] bytes = new byte[view.remaining()];
        view.duplicate().get(bytes);
        return bytes;
    }

    public void restoreTo(Sink sink) {
        InputStream all = new ByteArrayInputStream(tail.toByteArray());
        begun.forEach(sink::begun);
        for (int i = 0; i < parts.size(); i++) {
            sink.restore(parts.get(i), all, lengths.get(i));
        }
    }

    /// Where the open parts are.
    public List<Part.Staged> staged() {
        return parts.stream().map(PendingPart::stored).toList();
    }
}
