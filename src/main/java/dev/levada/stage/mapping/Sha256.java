package dev.levada.stage.mapping;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 (FIPS 180-4) in lower-case hex, with one digest that is used again.
final class Sha256 {

    /// Hex digits of a hash.
    static final int LENGTH = 64;

    private final MessageDigest digest;
    private final byte[] hash = new byte[LENGTH / 2];

    Sha256() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// Writes the hash of some bytes to the beginning of `out`.
    void hex(byte[] bytes, int from, int to, byte[] out) {
        digest.update(bytes, from, to - from);
        try {
            digest.digest(hash, 0, hash.length);
        } catch (DigestException impossible) {
            throw new IllegalStateException("32 bytes are room for a SHA-256", impossible);
        }
        for (int i = 0; i < hash.length; i += Integer.BYTES) {
            Words.put(out, 2 * i, Words.hexDigits(Words.intAt(hash, i)));
        }
    }
}
