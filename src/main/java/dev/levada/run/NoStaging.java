package dev.levada.run;

import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.stage.sink.Staging;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;

/// Lets go of every part: for passes whose output nobody wants. Nothing is kept, so there is nothing to resume or to publish.
final class NoStaging implements Staging {

    private static final Part.Staged NOWHERE = new Part.Staged.File("");

    @Override
    public Upload begin(String key) {
        return new Upload() {
            @Override
            public void write(byte[] bytes, int from, int length) {
                // gone
            }

            @Override
            public Part.Staged secure() {
                return NOWHERE;
            }

            @Override
            public ByteBuffer buffered() {
                return ByteBuffer.allocate(0);
            }

            @Override
            public Part.Staged stage() {
                return NOWHERE;
            }

            @Override
            public void leave() {
                // there is nothing to leave
            }
        };
    }

    @Override
    public Upload resume(PendingPart part, InputStream buffered, int bufferedLength) {
        throw new UnsupportedOperationException("nothing was kept");
    }

    @Override
    public void publish(Part part) {
        throw new UnsupportedOperationException("nothing was kept");
    }

    @Override
    public void remove(String key) {
        throw new UnsupportedOperationException("nothing is published from here");
    }

    @Override
    public void clear(Collection<Part.Staged> kept) {
        // there is nothing to clear
    }

    @Override
    public void close() {
        // nothing is open
    }
}
