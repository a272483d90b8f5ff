package dev.levada.definition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A mapping of a definition in which only certain keys may stand.
final class Section {

    private final Place place;
    private final Problems problems;
    private final Map<String, Located> values = new HashMap<>();
    /// Keys that nobody complains of when they are missing: something else that is wrong explains it.
    private final Set<String> excused = new HashSet<>();

    private Section(Place place, Problems problems) {
        this.place = place;
        this.problems = problems;
    }

    /// Notes every key that is not one of the words.
    ///
    /// @param written null where there is none, which is an empty section
    static Section of(Located written, List<String> words, Problems problems) {
        Section section = new Section(written == null ? Place.BEGINNING : written.place(), problems);
        if (written instanceof Located.Members members) {
            members.members().forEach(member -> section.take(member, words));
        } else if (written == null || written instanceof Located.Refused) {
            section.excused.addAll(words);
        } else {
            section.refuse(written, words);
        }
        return section;
    }

    private void refuse(Located other, List<String> words) {
        problems.add(place, "expected a mapping with " + Words.choice(words) + ", got " + other.shown());
        excused.addAll(words);
    }

    private void take(Located.Member member, List<String> words) {
        String name = member.name();
        if (words.contains(name)) {
            values.put(name, member.value());
        } else if (Words.NOT_AVAILABLE.contains(name)) {
            problems.notAvailable(member.place(), name);
            excused.addAll(words);
        } else {
            String meant = Words.nearest(name, words);
            problems.add(member.place(), "unknown key " + Words.mark(name)
                    + (meant == null ? ", expected " + Words.choice(words) : Words.didYouMean(name, words)));
            excused.add(meant);
        }
    }

    /// What stands behind a key, or null where it does not stand there.
    Located get(String word) {
        return values.get(word);
    }

    /// The same for a key that has to be there.
    Located require(String word) {
        if (!values.containsKey(word) && !excused.contains(word)) {
            problems.add(place, "missing key `" + word + "`");
        }
        return values.get(word);
    }

    /// Notes it unless exactly one of some keys is there.
    void requireOne(List<String> words) {
        List<String> written = words.stream().filter(values::containsKey).toList();
        boolean explained = written.isEmpty() && words.stream().anyMatch(excused::contains);
        if (written.size() != 1 && !explained) {
            String got = written.isEmpty() ? "none" : String.join(" and ", marked(written));
            problems.add(place, "expected one of " + Words.choice(marked(words)) + ", got " + got);
        }
    }

    private static List<String> marked(List<String> words) {
        return words.stream().map(Words::mark).toList();
    }
}
