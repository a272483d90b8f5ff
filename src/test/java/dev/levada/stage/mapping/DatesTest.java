package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.stage.mapping.Dates.Verdict;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

    @Test
    void everyDayOfTheCalendarIsJudgedAsTheJdkJudgesIt() {
        for (int year = 0; year <= 9999; year += year < 2500 ? 1 : 97) {
            for (int month = 0; month <= 13; month++) {
                int days = month < 1 || month > 12 ? 0 : YearMonth.of(year, month).lengthOfMonth();
                for (int day : new int[]{0, 1, 15, 28, 29, 30, 31, 32, 99}) {
                    String text = String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
                    assertEquals(day >= 1 && day <= days ? Verdict.EXISTS : Verdict.DOES_NOT_EXIST, date(text), text);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2024-02-2", "2024-02-290", "2024/02/29", "2024-02/29", "24-02-2900", "-024-02-29",
            "2024-02-2a",
            "20240-2-29", "２０２４-02-29"})
    void otherFormsOfDatesAreTold(String text) {
        assertEquals(Verdict.ANOTHER_FORM, date(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-22T08:30:00Z", "2024-02-22t08:30:00z", "2024-02-22 08:30:00Z",
            "2024-02-22T23:59:59.999999999999Z",
            "2024-02-22T00:00:00.0+00:00", "2024-02-22T00:00:00-00:00", "2024-02-22T00:00:00+23:59",
            "1990-12-31T23:59:60Z",
            "1990-12-31T15:59:60-08:00", "1991-01-01T05:29:60+05:30", "1990-12-31T23:59:60.5Z"})
    void timestampsOfRfc3339Exist(String text) {
        assertEquals(Verdict.EXISTS, timestamp(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-02-29T08:30:00Z", "2024-02-22T24:00:00Z", "2024-02-22T08:60:00Z",
            "2024-02-22T08:30:61Z",
            "2024-02-22T08:30:60Z", "1990-12-31T23:59:60-08:00", "2024-02-22T08:30:00+24:00",
            "2024-02-22T08:30:00+00:60",
            "1990-12-31T23:58:60Z"})
    void timesThatNeverComeAreTold(String text) {
        assertEquals(Verdict.DOES_NOT_EXIST, timestamp(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2024-02-22", "2024-02-22T08:30:00", "2024-02-22T08:30Z", "2024-02-22T08:30:00.Z",
            "2024-02-22T08:30:00.5",
            "2024-02-22T08:30:00ZZ", "2024-02-22T08:30:00+0100", "2024-02-22T08:30:00+01", "2024-02-22T08:30:00+01:0",
            "2024-02-22_08:30:00Z", "2024-02-22T8:30:00Z", "2024-02-22T08-30-00Z", "2024-02-22T08:30:00,5Z",
            "2024-02-22T08:30:00 Z",
            "22 Feb 2024 08:30:00", "2024-02-22T08:30:00+01:00x"})
    void otherFormsOfTimestampsAreTold(String text) {
        assertEquals(Verdict.ANOTHER_FORM, timestamp(text));
    }

    @Test
    void noBytesMakeTheReaderStumble() {
        Random random = new Random(7);
        byte[] valid = Batch.bytes("2024-02-22T08:30:00.5+01:00");
        int other = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = valid.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            int length = random.nextInt(bytes.length + 1);
            other += Dates.timestamp(bytes, 0, length) == Verdict.ANOTHER_FORM ? 1 : 0;
            other += Dates.date(bytes, 0, length) == Verdict.ANOTHER_FORM ? 1 : 0;
        }
        assertEquals(true, other > 30_000 && other < 40_000, () -> "most are of another form");
    }

    private static Verdict date(String text) {
        return Dates.date(Batch.bytes(text), 0, Batch.bytes(text).length);
    }

    private static Verdict timestamp(String text) {
        return Dates.timestamp(Batch.bytes(text), 0, Batch.bytes(text).length);
    }
}
