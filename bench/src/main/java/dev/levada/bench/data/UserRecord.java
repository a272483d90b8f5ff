package dev.levada.bench.data;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Writes the users of the benchmark. A user depends on its number alone, so a smaller export is a prefix of a larger one.
///
/// One in a thousand is to be rejected (no id, null id, age above 150 or below 0), 61 % hold raw UTF-8 beyond ASCII, 2.4 %
/// Unicode escapes, 9 % other escapes, 5 % brackets inside strings, 0.5 % each null or missing, 1 % another order of members.
final class UserRecord {

    private static final long SEED = 20240222L;

    private final StringBuilder out;
    private final Indent indent;
    private final Dice dice = new Dice();

    UserRecord(StringBuilder out, Indent indent) {
        this.out = out;
        this.indent = indent;
    }

    void write(long number) {
        dice.seed(SEED * 0x2545F4914F6CDD1DL + number * 0xD1342543DE82EF95L);
        List<String> members = members(number);
        if (dice.chance(10)) {
            Collections.rotate(members, dice.below(members.size()));
        }
        out.append('{');
        for (int i = 0; i < members.size(); i++) {
            out.append(i == 0 ? "" : ",").append(indent.line(1)).append(members.get(i));
        }
        out.append(indent.line(0)).append('}');
    }

    /// What is thrown before anything is written; lists, age and time as JSON.
    private record Profile(String username, String name, String email, String country, String city, String job,
            String degree, String interests, String languages, String age, String login, long id) {
    }

    /** The dice are thrown in one order for ever: another order makes another export. */
    private Profile profile(long number, Flaw flaw, boolean ascii) {
        int first = dice.below(16);
        int last = dice.below(16);
        String username = username(first, last);
        String name = fullName(first, last);
        String email = email(first, last);
        String country = Words.COUNTRIES[dice.below(16)];
        String city = Words.CITIES[dice.below(16)];
        String job = Words.JOBS[dice.below(12)];
        String degree = Words.DEGREES[dice.below(6)];
        city = dice.chance(10) ? "上海市" : city;
        city = dice.chance(10) ? "St. \"Old\" Town \\ North" : city;
        job = dice.chance(15) ? "Engineer {R&D}, [Lead]: \"A-Team\"" : job;
        degree = dice.chance(10) ? "B.Sc.\n(Hons)\tUniversity of {X}" : degree;
        int interests = dice.below(6);
        int languages = 1 + dice.below(4);
        return new Profile(username, name, email, country, city, job, degree, list(interests, ascii, this::interest),
                list(languages, ascii, () -> Words.LANGUAGES[dice.below(10)]), age(flaw), login(),
                100000000L + number * 7 + dice.below(7));
    }

    private List<String> members(long number) {
        Flaw flaw = Flaw.of(number);
        boolean ascii = dice.chance(30);
        Profile user = profile(number, flaw, ascii);
        List<String> members = new ArrayList<>(16);
        if (flaw != Flaw.NO_ID) {
            members.add(member("user_id", flaw == Flaw.NULL_ID ? "null" : Long.toString(user.id)));
        }
        members.add(member("username", quoted(user.username, ascii)));
        members.add(member("full_name", quoted(user.name, ascii)));
        addEmail(members, user.email, ascii);
        members.add(member("age", user.age));
        members.add(member("gender", dice.chance(490) ? "\"male\"" : dice.chance(960) ? "\"female\"" : "\"other\""));
        members.add(member("country", quoted(user.country, ascii)));
        if (!dice.chance(5)) {
            members.add(member("city", quoted(user.city, ascii)));
        }
        members.add(member("occupation", dice.chance(20) ? "\"Sales\\/Support\"" : quoted(user.job, ascii)));
        members.add(member("education", quoted(user.degree, ascii)));
        members.add(member("interests", dice.chance(5) ? "null" : user.interests));
        members.add(member("languages", user.languages));
        members.add(member("last_login", user.login));
        addSubscription(members);
        return members;
    }

    private String username(int first, int last) {
        String username = Words.ASCII_FIRST[first] + "_" + Words.ASCII_LAST[last] + dice.below(100000);
        return dice.chance(5) ? "用户" + dice.below(1000000) : username;
    }

    private String fullName(int first, int last) {
        String name = Words.FIRST[first] + " " + Words.LAST[last];
        if (dice.chance(10)) {
            name = Words.FIRST[first] + " \"" + Words.ASCII_FIRST[dice.below(16)] + "\" " + Words.LAST[last];
        }
        return dice.chance(10) ? name + " \uD83D\uDE80" : name;
    }

    private String email(int first, int last) {
        String email = Words.ASCII_FIRST[first] + "." + Words.ASCII_LAST[last] + dice.below(100000) + "@"
                + Words.DOMAINS[dice.below(5)];
        if (dice.chance(100)) {
            email = email.substring(0, 1).toUpperCase(Locale.ROOT) + email.substring(1);
        }
        return dice.chance(5) ? "JÖRG.Ä" + dice.below(10000) + "@exämple.de" : email;
    }

    private String interest() {
        String interest = Words.INTERESTS[dice.below(16)];
        int odd = dice.below(1000);
        if (odd < 8) {
            return "C++ {templates}, \"[]\"";
        }
        if (odd < 16) {
            return "\uD83C\uDFB8 guitar";
        }
        return odd < 20 ? "back\\slash\\" : odd < 24 ? "]},{[" : interest;
    }

    private String age(Flaw flaw) {
        int age = 13 + dice.below(80);
        boolean unknown = dice.chance(5);
        return switch (flaw) {
            case TOO_OLD -> unknown ? "151" : Integer.toString(151 + dice.below(849));
            case NEGATIVE -> unknown ? "-1" : Integer.toString(-1 - dice.below(50));
            case NONE, NO_ID, NULL_ID -> unknown ? "null" : Integer.toString(age);
        };
    }

    private String login() {
        String login = LocalDateTime.ofEpochSecond(1577836800L + dice.below(160000000), 0, ZoneOffset.UTC).toString();
        return "\"" + login + (login.length() == 16 ? ":00" : "") + "Z\"";
    }

    private void addEmail(List<String> members, String email, boolean ascii) {
        int odd = dice.below(1000);
        if (odd >= 5) {
            String escaped = quoted(email, true).replace("@", "\\u0040");
            members.add(member("email", odd < 10 ? "null" : odd < 15 ? escaped : quoted(email, ascii)));
        }
    }

    private void addSubscription(List<String> members) {
        int odd = dice.below(1000);
        if (odd < 5) {
            return;
        }
        int year = 2018 + dice.below(6);
        if (odd < 10) {
            members.add(member("subscription", "null"));
            return;
        }
        String plan = quoted(Words.PLANS[dice.below(5)], false);
        String start = date(year);
        String end = odd < 15 ? "null" : date(year + 1 + dice.below(3));
        members.add(member("subscription", "{" + indent.line(2) + member("type", plan) + "," + indent.line(2)
                + member("start_date", start) + "," + indent.line(2) + member("end_date", end) + indent.line(1) + "}"));
    }

    private String date(int year) {
        return "\"%d-%02d-%02d\"".formatted(year, 1 + dice.below(12), 1 + dice.below(28));
    }

    private String list(int length, boolean ascii, Supplier<String> items) {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < length; i++) {
            list.append(i == 0 ? "" : ",").append(indent.line(2)).append(quoted(items.get(), ascii));
        }
        return list.append(length == 0 ? "" : indent.line(1)).append(']').toString();
    }

    private String member(String name, String value) {
        return "\"" + name + "\"" + indent.colon() + value;
    }

    private static String quoted(String text, boolean ascii) {
        StringBuilder quoted = new StringBuilder(text.length() + 8).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n' || c == '\t') {
                quoted.append(c == '\n' ? "\\n" : "\\t");
            } else if (ascii && c > 126) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
