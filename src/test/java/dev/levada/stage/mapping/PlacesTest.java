package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.model.MappingPlan;
import dev.levada.model.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where values are found: pointers, names, repetitions.
class PlacesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            // members and elements
            "/a; {\"a\":1}; 1", "/a/b/c; {\"a\":{\"x\":0,\"b\":{\"c\":[2]}}}; [2]", "/a/0; {\"a\":[7,8]}; 7",
            "/a/1; {\"a\":[7,8]}; 8",
            "/a/10; {\"a\":[0,1,2,3,4,5,6,7,8,9,\"ten\"]}; \"ten\"", "/0; [5]; 5", "/1/a; [{\"a\":1},{\"a\":2}]; 2",
            "/a/0; {\"a\":{\"0\":\"member\"}}; \"member\"", "/a/01; {\"a\":[1,2]}; null",
            "/a/01; {\"a\":{\"01\":3}}; 3",
            "/a/-; {\"a\":[1]}; null", "/a/99999999999; {\"a\":[1]}; null", "/a/*; {\"a\":{\"*\":1}}; 1",
            // what is in the way
            "/a/b; {\"a\":1}; null", "/a/b; {\"a\":null}; null", "/a/b; {\"a\":[1]}; null", "/a/b; {}; null",
            "/a/0; {\"a\":[]}; null",
            "/a/b; {\"a\":\"b\"}; null", "/a; {\"b\":{\"a\":1}}; null", "/a; {\"a\":null}; null",
            // names
            "/; {\"\":1}; 1", "/a~1b; {\"a/b\":1}; 1", "/a~0b; {\"a~b\":1}; 1", "/ab; {\"\\u0061b\":1}; 1",
            "/é; {\"\\u00e9\":1}; 1",
            "/é; {\"é\":1}; 1", "/😀; {\"\\ud83d\\ude00\":1}; 1", "/a\"b; {\"a\\\"b\":1}; 1",
            "/a\\b; {\"a\\\\b\":1}; 1",
            "/a\\u0062; {\"a\\u0062\":1}; null", "/ab; {\"a\\\\u0062\":1}; null", "/a\\u0062; {\"a\\\\u0062\":1}; 1",
            "/ab; {\"abc\":1}; null", "/abcdefgh; {\"abcdefgh\":1}; 1", "/abcdefghi; {\"abcdefghj\":1}; null",
            "/abcdefghijklmnopq; {\"abcdefghXjklmnopq\":0,\"abcdefghijklmnopq\":1}; 1",
            "/a; {\"\\ud800\":1,\"a\":2}; 2",
            // repetitions: the last one wins, with everything below it
            "/a; {\"a\":1,\"a\":2}; 2", "/a; {\"a\":1,\"\\u0061\":2}; 2", "/a; {\"a\":1,\"a\":null}; null",
            "/a/b; {\"a\":{\"b\":1},\"a\":{}}; null",
            "/a/b; {\"a\":{\"b\":1},\"a\":5}; null", "/a/b; {\"a\":{\"b\":1},\"a\":{\"b\":2}}; 2",
            "/a/b; {\"a\":{\"b\":1},\"c\":0}; 1",
            "/a/0; {\"a\":[1],\"a\":{\"0\":2}}; 2"})
    void aPointerFindsItsValue(String pointer, String record, String expected) {
        // the same record thrice, so that names are found, learned and guessed
        Mapped mapped = Mapped.by(Field.planOf(Field.of("it", pointer, ValueType.JSON)),
                Batch.of(record, record, record));
        List<String> row = Arrays.asList("null".equals(expected) ? null : expected);
        assertEquals(List.of(row, row, row), mapped.rows(), () -> pointer + " in " + record);
    }

    @Test
    void aPlaceCanBeWantedWithAndWithoutWhatLiesBelowItAndTwice() {
        Mapped mapped = Mapped.by(
                Field.planOf(Field.of("type", "/s/type", ValueType.JSON), Field.of("s", "/s", ValueType.JSON),
                        Field.of("again", "/s/type", ValueType.JSON), Field.of("all", "", ValueType.JSON),
                        Field.of("date", "/s/date", ValueType.JSON)),
                Batch.of("{\"s\":{\"type\":1,\"date\":[2]},\"x\":0}", "{\"s\":3}"));
        assertEquals(
                Arrays.asList("1", "{\"type\":1,\"date\":[2]}", "1", "{\"s\":{\"type\":1,\"date\":[2]},\"x\":0}",
                        "[2]"),
                mapped.rows().get(0));
        assertEquals(Arrays.asList(null, "3", null, "{\"s\":3}", null), mapped.rows().get(1));
    }

    @Test
    void membersAreFoundInWhateverOrderTheyCome() {
        Mapped mapped = Mapped.by(Field.planOf(Field.of("a", "/a", ValueType.JSON), Field.of("b", "/b", ValueType.JSON),
                Field.of("c", "/c", ValueType.JSON)),
                Batch.of("{\"a\":1,\"b\":2,\"c\":3}", "{\"c\":3,\"b\":2,\"a\":1}",
                        "{\"b\":2}", "{\"x\":0,\"a\":1,\"y\":0,\"c\":3}", "{\"a\":1,\"b\":2,\"c\":3}"));
        assertEquals(List.of(List.of("1", "2", "3"), List.of("1", "2", "3"), Arrays.asList(null, "2", null),
                Arrays.asList("1", null, "3"), List.of("1", "2", "3")), mapped.rows());
    }

    @Test
    void aGuessNeverReachesBeyondTheRecord() {
        Mapping mapping = Mapping.of(Field.planOf(Field.of("ab", "/ab", ValueType.JSON)), 0);
        byte[] record = Batch.bytes("{\"ab\":1}");
        assertEquals("1", Mapped.by(mapping, Batch.of(record)).cell());
        for (int length = 1; length < record.length; length++) {
            assertEquals(1, Mapped.by(mapping, Batch.cut(record, length)).rejects().size(), "cut at " + length);
        }
    }

    @Test
    void aGuessIsOfTheNameAsItIsWrittenAndNotAsItIsMeant() {
        Mapped mapped = Mapped.by(Field.planOf(Field.of("it", "/q\"t", ValueType.JSON)),
                Batch.of("{\"q\\\"t\":1}", "{\"q\"t\":2}", "{\"q\\u0022t\":3}", "{\"q\"t\":4}", "{\"q\\\"t\":5}"));
        assertEquals(List.of(List.of("1"), List.of("3"), List.of("5")), mapped.rows());
        assertEquals(2, mapped.rejects().size());
    }

    @Test
    void wantedNamesAreFoundAmongAnyNumberOfOthers() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            records.add("{\"m\":{\"user-" + i + "\":{\"v\":0},\"" + "n".repeat(i) + "\":0,\"w" + (i % 100) + "\":" + i
                    + ",\"\\u0077x\":2}}");
        }
        Field[] fields = new Field[101];
        for (int i = 0; i < 100; i++) {
            fields[i] = Field.of("w" + i, "/m/w" + i, ValueType.INT);
        }
        fields[100] = Field.of("wx", "/m/wx", ValueType.INT);
        MappingPlan plan = Field.planOf(fields);
        Mapped mapped = Mapped.by(plan, Batch.of(records.toArray(String[]::new)));
        for (int i = 0; i < 300; i++) {
            assertEquals(Integer.toString(i), mapped.rows().get(i).get(i % 100));
            assertEquals("2", mapped.rows().get(i).get(100));
            assertEquals(2, mapped.rows().get(i).stream().filter(cell -> cell != null).count());
        }
    }

    @Test
    void aPointerTokenThatNoUtf8NameCanHaveFindsNothing() {
        assertEquals(null, Field.of("x", "/\ud800", ValueType.JSON).map("{\"?\":1,\"\\ud800\":2}").cell());
    }
}
