package dev.levada.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Bytes that went in, so that JMH shows GB/s beside operations.
@AuxCounters
@State(Scope.Thread)
public class Volume {

    public double gigabytes;

    @Setup(Level.Iteration)
    public void nothing() {
        gigabytes = 0;
    }

    void passed(long bytes) {
        gigabytes += bytes / 1e9;
    }
}
