import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes exports of any length to standard output, record by record.
 *
 * <pre>
 * java bench/Exports.java address-blocks COUNT     an upload of addresses to block, for pipelines/address-blocks.yaml
 * java bench/Exports.java wide COUNT BYTES         COUNT small records with one of BYTES bytes in their middle, as lines
 * </pre>
 */
public final class Exports {

    private static final String[] REASONS = {"moved", "deceased", "opted-out", "undeliverable", "fraud"};
    private static final String[] CITIES = {"Oslo", "São Paulo", "Kraków", "東京", "New York \"NY\""};

    public static void main(String[] args) throws IOException {
        long count = Long.parseLong(args[1]);
        try (OutputStream out = new BufferedOutputStream(System.out, 1 << 16)) {
            switch (args[0]) {
                case "address-blocks" -> addressBlocks(out, count);
                case "wide" -> wide(out, count, Integer.parseInt(args[2]));
                default -> throw new IllegalArgumentException("expected address-blocks or wide, got " + args[0]);
            }
        }
    }

    private static void addressBlocks(OutputStream out, long count) throws IOException {
        write(out, "{\"upload\": {\"id\": \"bench\", \"uploaded_at\": \"2026-11-23T09:00:00Z\"},\n\"blocks\": [");
        for (long i = 0; i < count; i++) {
            String quoted = CITIES[(int) (i % CITIES.length)].replace("\"", "\\\"");
            write(out, (i == 0 ? "\n" : ",\n") + "{\"customer\": {\"id\": \"C-" + i + "\"}, \"address\": {\"street\": \"" + i
                    + " Main Street\", \"postal_code\": \"" + (10000 + i % 90000) + "\", \"city\": \"" + quoted
                    + "\", \"country\": \"no\"}, \"block\": {\"reason\": \"" + REASONS[(int) (i % REASONS.length)]
                    + "\", \"requested_by\": \"agent" + i % 100
                    + "@example.com\", \"requested_at\": \"2024-02-22T08:30:00Z\"}}");
        }
        write(out, "\n]}\n");
    }

    private static void wide(OutputStream out, long count, int bytes) throws IOException {
        for (long i = 0; i < count; i++) {
            if (i == count / 2) {
                write(out, "{\"id\":-1,\"note\":\"");
                byte[] filler = "x".repeat(4096).getBytes(StandardCharsets.UTF_8);
                int left = bytes - "{\"id\":-1,\"note\":\"\"}".length();
                for (; left > 0; left -= filler.length) {
                    out.write(filler, 0, Math.min(left, filler.length));
                }
                write(out, "\"}\n");
            }
            write(out, "{\"id\":" + i + ",\"note\":\"small\"}\n");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
