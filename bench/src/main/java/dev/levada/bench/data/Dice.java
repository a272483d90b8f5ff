package dev.levada.bench.data;

/// SplitMix64, written out: the exports must not change with the library.
final class Dice {

    private long state;

    void seed(long seed) {
        state = seed;
        next();
    }

    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    boolean chance(int perMille) {
        return below(1000) < perMille;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
