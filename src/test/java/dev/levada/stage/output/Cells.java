package dev.levada.stage.output;

import dev.levada.model.Frames;
import dev.levada.model.Kind;
import dev.levada.model.Pool;
import dev.levada.model.Rows;
import dev.levada.model.Schema;
import dev.levada.model.Slabs;
import dev.levada.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows as a test writes them.
public final class Cells {

    /// A column of every sort.
    public static final Schema SCHEMA = new Schema(List.of(new Schema.Column("id", ValueType.LONG),
            new Schema.Column("na\"me, ü", ValueType.STRING), new Schema.Column("active", ValueType.BOOLEAN),
            new Schema.Column("tags", ValueType.JSON), new Schema.Column("note", ValueType.STRING)));

    private static final String[] TEXTS = {"", "a", "john_doe", "New York", " lead", "trail ", "a,b", "Zürich", "東京",
            "😀", "semi;colon", "exactly8", "sixteen letters.", "tab\\t", "line\\nfeed", "\\r\\n", "\\u00e9",
            "\\ud83d\\ude00", "say \\\"hi\\\"", "\\u0022", "back\\\\slash", "\\/", "\\u002c", "\\u0000", "\\\"",
            "[{\\\"a\\\":1}]"};
    private static final String[] NUMBERS = {"0", "-1", "123456789", "0.10", "1e400", "12345678901234567890", "-0"};
    private static final String[] BLANKS = {"", " ", "\n", "\t  ", "\r\n    "};

    private Cells() {
    }

    /// A value: the token as it comes, and the same without white space between its tokens.
    public record Cell(Kind kind, String token, String compact) {

        static Cell of(Kind kind, String token) {
            return new Cell(kind, token, token);
        }

        /// A string by its JSON token, quotes included.
        static Cell text(String token) {
            return of(token.indexOf('\\') < 0 ? Kind.TEXT : Kind.ESCAPED_TEXT, token);
        }

        static Cell none() {
            return new Cell(Kind.NULL, "", "null");
        }
    }

    /// A batch of these rows. Every third value lies in the side buffer, the others in the slab, with something
    /// between them.
    public static Rows batch(Schema schema, List<List<Cell>> rows, Slabs slabs) {
        return filled(new Rows(schema, null), rows, slabs);
    }

    private static Rows filled(Rows batch, List<List<Cell>> rows, Slabs slabs) {
        batch.slab = slabs
                .take(rows.stream().flatMap(List::stream).mapToInt(cell -> 3 * cell.token().length() + 1).sum());
        int at = 0;
        int number = 0;
        for (List<Cell> row : rows) {
            for (Cell cell : row) {
                byte[] token = cell.token().getBytes(StandardCharsets.UTF_8);
                if (number % 3 == 0) {
                    int start = batch.roomInSide(token.length);
                    System.arraycopy(token, 0, batch.side, start, token.length);
                    batch.sideLength += token.length;
                    batch.cells.putComputed(number, start, batch.sideLength, cell.kind());
                } else {
                    System.arraycopy(token, 0, batch.slab.bytes(), at, token.length);
                    batch.cells.put(number, at, at + token.length, cell.kind());
                    at += token.length;
                    batch.slab.bytes()[at++] = ',';
                }
                number++;
            }
            batch.count++;
        }
        return batch;
    }

    /// Batches of at most so many rows of [#SCHEMA], made one after the other.
    public static Stream<Rows> batches(List<List<Cell>> rows, int size) {
        Slabs slabs = new Slabs(1 << 20, 1);
        AtomicReference<Pool<Rows>> pool = new AtomicReference<>();
        pool.set(new Pool<>(1, () -> new Rows(SCHEMA, pool.get())));
        int step = Math.min(size, Frames.CAPACITY);
        return IntStream.iterate(0, i -> i < rows.size(), i -> i + step).mapToObj(
                i -> filled(pool.get().take(), rows.subList(i, Math.min(rows.size(), i + step)), slabs));
    }

    /// Rows of [#SCHEMA].
    public static List<List<Cell>> random(int count, long seed) {
        Random random = new Random(seed);
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(List.of(orNone(random, Cell.of(Kind.NUMBER, one(random, NUMBERS))), orNone(random, text(random)),
                    orNone(random, Cell.of(Kind.BOOLEAN, String.valueOf(random.nextBoolean()))),
                    orNone(random, json(random)), orNone(random, text(random))));
        }
        return rows;
    }

    private static Cell orNone(Random random, Cell cell) {
        return random.nextInt(6) == 0 ? Cell.none() : cell;
    }

    private static Cell text(Random random) {
        return Cell.text('"' + one(random, TEXTS).repeat(random.nextInt(3)) + one(random, TEXTS) + '"');
    }

    /// A value of a json column: of any kind.
    static Cell json(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> text(random);
            case 1 -> Cell.of(Kind.NUMBER, one(random, NUMBERS));
            default -> {
                StringBuilder spaced = new StringBuilder();
                StringBuilder compact = new StringBuilder();
                container(random, 3, spaced, compact);
                boolean same = spaced.length() == compact.length();
                yield new Cell(same ? Kind.JSON : Kind.SPACED_JSON, spaced.toString(), compact.toString());
            }
        };
    }

    private static void container(Random random, int depth, StringBuilder spaced, StringBuilder compact) {
        boolean object = random.nextBoolean();
        append(object ? "{" : "[", spaced, compact);
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            spaced.append(one(random, BLANKS));
            if (object) {
                append('"' + one(random, TEXTS) + '"', spaced, compact);
                spaced.append(one(random, BLANKS));
                append(":", spaced, compact);
                spaced.append(one(random, BLANKS));
            }
            if (depth > 0 && random.nextInt(3) == 0) {
                container(random, depth - 1, spaced, compact);
            } else {
                append(random.nextBoolean() ? one(random, NUMBERS) : '"' + one(random, TEXTS) + '"', spaced, compact);
            }
            spaced.append(one(random, BLANKS));
            append(i + 1 < members ? "," : "", spaced, compact);
        }
        append(object ? "}" : "]", spaced, compact);
    }

    private static void append(String token, StringBuilder spaced, StringBuilder compact) {
        spaced.append(token);
        compact.append(token);
    }

    private static String one(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }
}
