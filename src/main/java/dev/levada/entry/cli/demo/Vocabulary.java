package dev.levada.entry.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;

/// Words that a member of a record may have, ready as JSON strings in two forms: as they are, and with every character
/// beyond ASCII escaped. Some hold what a reader may stumble over: quotes, backslashes, brackets, line ends.
final class Vocabulary {

    static final Vocabulary FIRST_NAMES = of("John", "Mary", "José", "Zoë", "Wei", "Fatima", "Ольга", "健二", "Amara",
            "Lars", "Chloé", "أحمد", "Ana", "Björn", "Priya", "Tom");
    static final Vocabulary LAST_NAMES = of("Doe", "Smith", "García", "Müller", "张", "Khan", "Иванова", "田中",
            "Okafor", "Nilsson", "Dubois", "حسن", "Silva", "Sørensen", "Patel", "O'Neil \"Junior\"");
    static final Vocabulary FIRST_IN_ASCII = of("john", "mary", "jose", "zoe", "wei", "fatima", "olga", "kenji",
            "amara", "lars", "chloe", "ahmed", "ana", "bjorn", "priya", "tom");
    static final Vocabulary LAST_IN_ASCII = of("doe", "smith", "garcia", "muller", "zhang", "khan", "ivanova",
            "tanaka", "okafor", "nilsson", "dubois", "hassan", "silva", "sorensen", "patel", "oneil");
    static final Vocabulary MAIL_HOSTS = of("example.com", "Example.org", "mail.example.net", "example.co.uk",
            "EXAMPLE.COM");
    static final Vocabulary GENDERS = of("male", "female", "other");
    static final Vocabulary COUNTRIES = of("United States", "Germany", "Brazil", "India", "Japan", "France", "Nigeria",
            "Sweden", "Spain", "China", "Canada", "United Kingdom", "Côte d'Ivoire", "Poland", "Mexico", "Egypt");
    static final Vocabulary CITIES = of("New York", "Berlin", "São Paulo", "Mumbai", "東京", "Paris", "Lagos",
            "Stockholm", "Madrid", "上海市", "Toronto", "London", "Abidjan", "Kraków", "St. \"Old\" Town \\ North",
            "القاهرة");
    static final Vocabulary OCCUPATIONS = of("Software Engineer", "Teacher", "Nurse", "Data Scientist",
            "Sales/Support", "Electrician", "Civil Engineer", "Graphic Designer", "Accountant", "Chef",
            "Engineer {R&D}, [Lead]: \"A-Team\"", "Research Assistant");
    static final Vocabulary EDUCATIONS = of("Bachelor's Degree", "Master's Degree", "High School Diploma", "Doctorate",
            "Associate Degree", "B.Sc.\n(Hons)\tUniversity of {X}");
    static final Vocabulary INTERESTS = of("programming", "hiking", "reading", "cooking", "photography", "travelling",
            "gardening", "chess", "music", "football", "painting", "cycling", "🎸 guitar", "C++ {templates}, \"[]\"",
            "back\\slash\\", "]},{[");
    static final Vocabulary LANGUAGES = of("English", "Spanish", "French", "German", "Mandarin", "Hindi", "Arabic",
            "Português", "日本語", "Русский");
    static final Vocabulary PLANS = of("premium", "free", "basic", "family", "student");

    private final byte[][] plain;
    private final byte[][] escaped;

    private Vocabulary(byte[][] plain, byte[][] escaped) {
        this.plain = plain;
        this.escaped = escaped;
    }

    private static Vocabulary of(String... words) {
        return new Vocabulary(Stream.of(words).map(word -> json(word, 0xFFFF)).toArray(byte[][]::new),
                Stream.of(words).map(word -> json(word, 0x7E)).toArray(byte[][]::new));
    }

    int size() {
        return plain.length;
    }

    /// What stands between the quotes of the JSON string.
    byte[] plain(int word) {
        return plain[word];
    }

    /// The same in ASCII; characters beyond U+FFFF as two escapes, as JSON wants it.
    byte[] escaped(int word) {
        return escaped[word];
    }

    /// The word between the quotes of a JSON string.
    ///
    /// @param last character that is written as it is
    private static byte[] json(String word, int last) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '/' -> text.append("\\/");
                default -> text.append(c > last ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return text.toString().getBytes(UTF_8);
    }
}
