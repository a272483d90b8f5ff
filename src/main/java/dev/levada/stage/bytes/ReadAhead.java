package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Handover;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/// A reading that goes on by itself, on a thread of its own, so that the network's waits and the taker's work overlap.
///
/// No interrupt ends a thread's wait for a socket, unless it is a virtual thread: that would need a sixth more of the processor's time, and
/// 0.3 s for the JVM to end. So a taker who leaves waits a moment for the bytes that are on their way, and no longer for those that never come:
/// the thread gives back what it holds when the connection's read timeout is over.
final class ReadAhead implements Reading {

    private static final Duration MOMENT = Duration.ofMillis(500);

    private final CountDownLatch turn;
    private final Handover<Chunk> chunks;

    /// @param reading is closed by the thread that reads it
    /// @param ahead chunks that may wait for the taker
    /// @param turn is over when the taker asks for the first chunk
    /// @param before is over when it may begin
    /// @param ended is over when all of it has come, taken or not
    ReadAhead(Reading reading, int ahead, CountDownLatch turn, CountDownLatch before, CountDownLatch ended) {
        this.turn = turn;
        this.chunks = Handover.of(Thread.ofPlatform().daemon().name("levada-range"), ahead, chunk -> 1, Chunk::release,
                put -> {
                    try (reading) {
                        await(before);
                        for (Chunk chunk = reading.next(); chunk != null; chunk = reading.next()) {
                            put.accept(chunk);
                        }
                    } finally {
                        ended.countDown();
                    }
                });
        chunks.begin();
    }

    private static void await(CountDownLatch before) {
        try {
            before.await();
        } catch (InterruptedException left) {
            throw (CancellationException) new CancellationException("left").initCause(left);
        }
    }

    @Override
    public Chunk next() {
        turn.countDown();
        try {
            return chunks.take();
        } catch (CancellationException interrupted) {
            throw new Failure(FailureCode.UNREADABLE, "expected bytes without an interrupt, got one", interrupted);
        }
    }

    @Override
    public void close() {
        chunks.leave(MOMENT);
    }
}
