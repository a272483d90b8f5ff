package dev.levada.features;

import dev.levada.s3.S3Server;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// What lies in an output bucket, to be compared with another's: manifests without their timings, and neither ledger nor index, whose
/// entries depend on how the export was read.
final class Published {

    private Published() {
    }

    static Map<String, String> in(S3Server server, String bucket) {
        Map<String, String> objects = new TreeMap<>();
        for (String key : server.keys(bucket)) {
            if (isCompared(key)) {
                objects.put(key, content(key, server.get(bucket, key)));
            }
        }
        return objects;
    }

    static boolean isCompared(String key) {
        return !key.startsWith("_levada/ledger/") && !key.endsWith("/index.json");
    }

    static String content(String key, byte[] bytes) {
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        return key.endsWith("/manifest.json") ? content.replaceAll("(?s)\"timings\".*", "") : content;
    }
}
