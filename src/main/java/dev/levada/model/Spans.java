package dev.levada.model;

import java.util.Arrays;

/// Tokens by number: where each lies in the bytes that it belongs to, and what it is. Primitives only, for batches have one of
/// these for every value that is wanted: noting a token is two stores, passing it on two loads and two stores.
public final class Spans {

    /// Code of a token that nobody has found.
    private static final byte NOTHING = 0;
    /// Beside the code of a token that was computed.
    private static final int COMPUTED = 8;
    private static final int CODE = COMPUTED - 1;

    /// Behind the last byte in the upper half, the first byte in the lower.
    private final long[] edges;
    private final byte[] codes;

    /// @param tokens for which there is room
    public Spans(int tokens) {
        this.edges = new long[tokens];
        this.codes = new byte[tokens];
    }

    /// First byte of the token.
    public int start(int token) {
        return (int) edges[token];
    }

    /// Behind its last byte.
    public int end(int token) {
        return (int) (edges[token] >>> Integer.SIZE);
    }

    public int length(int token) {
        return end(token) - start(token);
    }

    /// What it is; null where nobody has found it.
    public Kind kind(int token) {
        return Kind.of(codes[token] & CODE);
    }

    /// Whether its kind is one of a set.
    ///
    /// @param kinds a bit for each ([Kind#bit])
    public boolean isOneOf(int kinds, int token) {
        return (kinds >>> (codes[token] & CODE) & 1) != 0;
    }

    /// Whether it lies among the computed bytes of its batch.
    public boolean isComputed(int token) {
        return (codes[token] & COMPUTED) != 0;
    }

    /// A token that lies in the bytes that came in.
    public void put(int token, int from, int to, Kind what) {
        edges[token] = (long) to << Integer.SIZE | from;
        codes[token] = what.code();
    }

    /// A token that lies among the computed bytes.
    public void putComputed(int token, int from, int to, Kind what) {
        put(token, from, to, what);
        codes[token] |= COMPUTED;
    }

    /// A token as another batch over the same bytes has it.
    public void copy(Spans from, int there, int here) {
        edges[here] = from.edges[there];
        codes[here] = from.codes[there];
    }

    /// Forgets a range of tokens.
    public void forget(int from, int to) {
        Arrays.fill(codes, from, to, NOTHING);
    }
}
