package dev.levada.entry.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/// Writes records of users. About 1 % have their members in another order, 3 % are in ASCII with escapes, and each of
/// the members that need not be there is missing or null in about 0.5 %.
final class DemoUser {

    private enum Member {
        USER_ID, USERNAME, FULL_NAME, EMAIL, AGE, GENDER, COUNTRY, CITY, OCCUPATION, EDUCATION, INTERESTS, LANGUAGES, LAST_LOGIN, SUBSCRIPTION;

        private final String json = "\"" + name().toLowerCase(Locale.ROOT) + "\":";
    }

    private static final Member[] MEMBERS = Member.values();
    private static final String NULL = "null";
    private static final byte[] ROCKET = "🚀".getBytes(UTF_8);
    private static final byte[] ROCKET_ESCAPED = "\\ud83d\\ude80".getBytes(UTF_8);
    private static final String NICKNAME = " \\\"the Rock\\\" ";
    private static final String AT_ESCAPED = "\\u0040";
    private static final String TYPE = "{\"type\":";
    private static final String START_DATE = ",\"start_date\":";
    private static final String END_DATE = ",\"end_date\":";
    private static final String LOGIN_AS_WORD = "\"yesterday\"";
    private static final String UNKNOWN_PLAN = "\"platinum\"";
    private static final String AGE_AS_WORD = "\"forty-two\"";
    private static final String USER_ID_TOO_LONG = "98765432109876543210";

    private final Dice dice = new Dice();
    private long record;
    private Flaw flaw;
    private boolean escapes;
    private int firstName;
    private int lastName;
    private JsonBytes out;

    /// Writes the record of this number, from 0.
    void write(long number, JsonBytes target) {
        record = number;
        flaw = Flaw.of(number);
        out = target;
        dice.begin(number);
        escapes = dice.perMille(30);
        firstName = dice.below(Vocabulary.FIRST_NAMES.size());
        lastName = dice.below(Vocabulary.LAST_NAMES.size());
        int first = dice.perMille(10) ? dice.below(MEMBERS.length) : 0;
        char before = '{';
        for (int i = 0; i < MEMBERS.length; i++) {
            Member member = MEMBERS[(first + i) % MEMBERS.length];
            if (isThere(member)) {
                out.add(before).add(member.json);
                value(member);
                before = ',';
            }
        }
        out.add('}');
    }

    private boolean isThere(Member member) {
        return switch (member) {
            case USER_ID -> flaw != Flaw.NO_USER_ID;
            case EMAIL, CITY -> !dice.perMille(5);
            case SUBSCRIPTION -> !dice.perMille(5) || flaw == Flaw.UNKNOWN_PLAN;
            case USERNAME, FULL_NAME, AGE, GENDER, COUNTRY, OCCUPATION, EDUCATION, INTERESTS, LANGUAGES, LAST_LOGIN ->
                true;
        };
    }

    private void value(Member member) {
        switch (member) {
            case USER_ID -> userId();
            case USERNAME -> username();
            case FULL_NAME -> fullName();
            case EMAIL -> email();
            case AGE -> age();
            case GENDER -> string(Vocabulary.GENDERS, dice.perMille(960) ? dice.below(2) : 2);
            case COUNTRY -> word(Vocabulary.COUNTRIES);
            case CITY -> word(Vocabulary.CITIES);
            case OCCUPATION -> word(Vocabulary.OCCUPATIONS);
            case EDUCATION -> word(Vocabulary.EDUCATIONS);
            case INTERESTS -> interests();
            case LANGUAGES -> words(Vocabulary.LANGUAGES, 1 + dice.below(4));
            case LAST_LOGIN -> lastLogin();
            case SUBSCRIPTION -> subscription();
        }
    }

    private void userId() {
        long id = 100_000_000L + record * 7 + dice.below(7);
        switch (flaw) {
            case NULL_USER_ID -> out.add(NULL);
            case USER_ID_AS_TEXT -> out.add('"').add(id).add('"');
            case USER_ID_TOO_LONG -> out.add(USER_ID_TOO_LONG);
            case NONE, NO_USER_ID, AGE_TOO_HIGH, UNKNOWN_PLAN, AGE_NEGATIVE, LOGIN_AS_WORD, AGE_AS_WORD -> out.add(id);
        }
    }

    private void username() {
        out.add('"').add(Vocabulary.FIRST_IN_ASCII.plain(firstName)).add('_')
                .add(Vocabulary.LAST_IN_ASCII.plain(lastName)).add((long) dice.below(100_000)).add('"');
    }

    private void fullName() {
        out.add('"');
        part(Vocabulary.FIRST_NAMES, firstName);
        if (dice.perMille(10)) {
            out.add(NICKNAME);
        } else {
            out.add(' ');
        }
        part(Vocabulary.LAST_NAMES, lastName);
        if (dice.perMille(10)) {
            out.add(escapes ? ROCKET_ESCAPED : ROCKET);
        }
        out.add('"');
    }

    /// Some have spaces around them, capitals in their host, or an escaped `@`: all the same to the hash.
    private void email() {
        if (dice.perMille(5)) {
            out.add(NULL);
            return;
        }
        boolean spaces = dice.perMille(10);
        out.add('"');
        if (spaces) {
            out.add(' ');
        }
        out.add(Vocabulary.FIRST_IN_ASCII.plain(firstName)).add('.').add(Vocabulary.LAST_IN_ASCII.plain(lastName))
                .add((long) dice.below(100_000));
        if (dice.perMille(5)) {
            out.add(AT_ESCAPED);
        } else {
            out.add('@');
        }
        part(Vocabulary.MAIL_HOSTS, dice.below(Vocabulary.MAIL_HOSTS.size()));
        if (spaces) {
            out.add(' ');
        }
        out.add('"');
    }

    private void age() {
        switch (flaw) {
            case AGE_TOO_HIGH -> out.add(151L + dice.below(849));
            case AGE_NEGATIVE -> out.add(-1L - dice.below(50));
            case AGE_AS_WORD -> out.add(AGE_AS_WORD);
            case NONE, NO_USER_ID, UNKNOWN_PLAN, NULL_USER_ID, USER_ID_AS_TEXT, LOGIN_AS_WORD, USER_ID_TOO_LONG -> {
                if (dice.perMille(5)) {
                    out.add(NULL);
                } else {
                    out.add(13L + dice.below(90));
                }
            }
        }
    }

    private void interests() {
        if (dice.perMille(5)) {
            out.add(NULL);
        } else {
            words(Vocabulary.INTERESTS, dice.below(6));
        }
    }

    private void lastLogin() {
        if (flaw == Flaw.LOGIN_AS_WORD) {
            out.add(LOGIN_AS_WORD);
            return;
        }
        out.add('"');
        date(2020 + dice.below(5));
        out.add('T').padded(dice.below(24), 2).add(':').padded(dice.below(60), 2).add(':').padded(dice.below(60), 2)
                .add('Z').add('"');
    }

    private void subscription() {
        if (dice.perMille(5) && flaw != Flaw.UNKNOWN_PLAN) {
            out.add(NULL);
            return;
        }
        out.add(TYPE);
        if (flaw == Flaw.UNKNOWN_PLAN) {
            out.add(UNKNOWN_PLAN);
        } else {
            word(Vocabulary.PLANS);
        }
        int year = 2018 + dice.below(6);
        out.add(START_DATE).add('"');
        date(year);
        out.add('"').add(END_DATE);
        if (dice.perMille(5)) {
            out.add(NULL);
        } else {
            out.add('"');
            date(year + 1 + dice.below(3));
            out.add('"');
        }
        out.add('}');
    }

    private void date(int year) {
        out.padded(year, 4).add('-').padded(1 + dice.below(12), 2).add('-').padded(1 + dice.below(28), 2);
    }

    private void words(Vocabulary vocabulary, int count) {
        out.add('[');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.add(',');
            }
            word(vocabulary);
        }
        out.add(']');
    }

    private void word(Vocabulary vocabulary) {
        string(vocabulary, dice.below(vocabulary.size()));
    }

    private void string(Vocabulary vocabulary, int word) {
        out.add('"');
        part(vocabulary, word);
        out.add('"');
    }

    private void part(Vocabulary vocabulary, int word) {
        out.add(escapes ? vocabulary.escaped(word) : vocabulary.plain(word));
    }
}
