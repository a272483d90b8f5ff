package dev.levada.features;

import dev.levada.s3.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All that lies in an output, to be compared with another's: whatever is left over shows, too. Not the ledger, and manifests without
/// their timings.
public final class Published {

    private Published() {
    }

    /// In a bucket.
    public static Map<String, String> in(S3Server server, String bucket) {
        Map<String, String> objects = new TreeMap<>();
        for (String key : server.keys(bucket)) {
            if (isCompared(key)) {
                objects.put(key, content(key, server.get(bucket, key)));
            }
        }
        return objects;
    }

    /// Below a folder.
    public static Map<String, String> in(Path output) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String name = output.relativize(file).toString();
                if (isCompared(name)) {
                    files.put(name, content(name, Files.readAllBytes(file)));
                }
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        return files;
    }

    private static boolean isCompared(String key) {
        return !key.startsWith("_levada/ledger/");
    }

    private static String content(String key, byte[] bytes) {
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        return key.endsWith("/manifest.json") ? content.replaceAll("(?s)\"timings\".*", "") : content;
    }
}
