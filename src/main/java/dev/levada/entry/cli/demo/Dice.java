package dev.levada.entry.cli.demo;

/// Random numbers that depend on the number of the record alone (SplitMix64: Steele, Lea, Flood, OOPSLA 2014).
final class Dice {

    private static final long SEED = 0x4C6576616461L;
    private static final long STRIDE = 0xD1342543DE82EF95L;
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /// The numbers of a record, from the first.
    void begin(long record) {
        state = SEED + record * STRIDE;
        next();
    }

    private long next() {
        state += GAMMA;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /// 0 to `bound - 1`.
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /// True so many times in a thousand.
    boolean perMille(int times) {
        return below(1000) < times;
    }
}
