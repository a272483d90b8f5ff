package dev.levada.bench.suite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// A digest of NDJSON as it is parsed: the same records with the same members in the same order have the same digest, however
/// they are escaped, spaced, compressed or divided among files. Parses nothing twice: it knows the bytes that it has parsed.
final class RecordDigest {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> parsed = new HashMap<>();

    String of(List<Path> files) throws IOException {
        String bytes = ofBytes(files);
        String known = parsed.get(bytes);
        if (known == null) {
            known = ofRecords(files);
            parsed.put(bytes, known);
        }
        return known;
    }

    private static String ofBytes(List<Path> files) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = open(files)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String ofRecords(List<Path> files) throws IOException {
        MessageDigest digest = sha256();
        long records = 0;
        ByteBuffer chars = ByteBuffer.allocate(1 << 16);
        try (InputStream in = open(files); JsonParser parser = JSON.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                records += parser.getParsingContext().inRoot() ? 1 : 0; // a bracket that closes a record stands there too
                int length = parser.getTextLength();
                if (chars.remaining() < 8 + 2 * length) {
                    digest.update(chars.array(), 0, chars.position());
                    chars = ByteBuffer.allocate(Math.max(chars.capacity(), 8 + 2 * length));
                }
                chars.putInt(token.id()).putInt(length);
                char[] text = parser.getTextCharacters();
                for (int i = parser.getTextOffset(); i < parser.getTextOffset() + length; i++) {
                    chars.putChar(text[i]);
                }
            }
        }
        digest.update(chars.array(), 0, chars.position());
        return records + " records, " + HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(List<Path> files) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (Path file : files) {
            InputStream in = Files.newInputStream(file);
            String name = file.toString();
            parts.add(name.endsWith(Packing.ZSTD.suffix())
                    ? new ZstdInputStream(in)
                    : name.endsWith(Packing.GZIP.suffix()) ? new GZIPInputStream(in, 1 << 16) : in);
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }
}
