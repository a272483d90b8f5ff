package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The places in the beginning of one object at which records may lie: arrays and objects that are reached through
/// members only. What is in arrays, or in objects that are themselves records, is not looked at.
final class Outline {

    /// What a place looks like.
    enum Look {
        /// An array whose first element is an object.
        ARRAY_OF_OBJECTS,
        /// An array without elements.
        EMPTY_ARRAY,
        /// Many members, all of them objects: a map of records.
        LARGE_MAP,
        /// Fewer members, all of them objects: a map of records, or a part of a single one; nobody can tell.
        DOUBTFUL_MAP,
        /// The same around an array of objects: which of the two holds the records?
        MAP_AROUND_ARRAYS,
        /// Two members or a few more, all of them objects, and that is all there is: `{"users":{"a":{},"b":{}}}`.
        SMALL_MAP
    }

    private record Sighting(Look look, Pointer place) {
    }

    private static final int LARGE = 32;
    private static final int DOUBTFUL = 8;
    private static final int SMALL = 2;
    /// Plain members from which on the top object looks like a record itself, and not like what is around records.
    private static final int MANY_PLAIN = 9;
    /// Objects inside objects that are looked into; deeper ones are passed over.
    private static final int MAX_LEVELS = 64;
    /// Places that are kept at a time; far fewer make the shape ambiguous.
    private static final int MAX_SIGHTINGS = 1024;

    private final byte[] bytes;
    private final int to;
    /// In the order of the export: what lies in an open object is at the end.
    private final List<Sighting> sightings = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<String> names = new ArrayList<>();
    private final ValueScanner scanner = new ValueScanner();

    private int plainAtTop;
    /// Members that are neither objects nor arrays of objects.
    private int others;
    private boolean topIsAllObjects;
    /// Bytes of all arrays of objects that end in sight.
    private long bytesInArrays;

    /// An open object: members so far, how many of them are objects, and how much was sighted before it.
    private static final class Level {
        private final int sightedBefore;
        private int members;
        private int objects;

        Level(int sightedBefore) {
            this.sightedBefore = sightedBefore;
        }
    }

    private Outline(byte[] bytes, int to) {
        this.bytes = bytes;
        this.to = to;
    }

    /// @param from the opening brace
    /// @param to end of what is seen; the object may go on behind it
    static Outline of(byte[] bytes, int from, int to) {
        Outline outline = new Outline(bytes, to);
        outline.walk(from + 1);
        return outline;
    }

    /// The places that look like this, in the order of the export.
    List<Pointer> places(Look look) {
        return sightings.stream().filter(sighting -> sighting.look == look).map(Sighting::place).toList();
    }

    /// Whether the object, all of which is seen, may as well be one record: it has many plain members, or is all
    /// objects and mostly something else than arrays of objects.
    boolean mayBeOneRecord() {
        return plainAtTop >= MANY_PLAIN || (topIsAllObjects && bytesInArrays * 2 < to);
    }

    /// Whether there is nothing but arrays of objects (one at least, which may be empty) and objects around them.
    boolean isAroundArraysOnly() {
        return others == 0 && sightings.stream()
                .anyMatch(sighting -> sighting.look == Look.ARRAY_OF_OBJECTS || sighting.look == Look.EMPTY_ARRAY);
    }

    /// Goes through the members; stops at the end of what is seen, or where it is no JSON.
    private void walk(int from) {
        levels.push(new Level(0));
        int i = skip(from);
        while (i < to && !levels.isEmpty()) {
            switch (bytes[i]) {
                case ',' -> i = skip(i + 1);
                case '}' -> {
                    leave();
                    i = skip(i + 1);
                }
                case '"' -> i = member(i);
                default -> i = to;
            }
        }
        while (!levels.isEmpty()) {
            leave();
        }
    }

    /// The next byte that is not white space.
    private int skip(int from) {
        int i = from;
        while (i < to && Bytes.isWhite(bytes[i])) {
            i++;
        }
        return i;
    }

    private int member(int quote) {
        int end = Words.behindString(bytes, quote + 1);
        int colon = end < to ? skip(end) : to;
        if (colon >= to || bytes[colon] != ':') {
            return to;
        }
        String name = NameReader.unescaped(new String(bytes, quote + 1, end - quote - 2, StandardCharsets.UTF_8));
        int value = skip(colon + 1);
        if (value >= to) {
            return to;
        }
        names.add(name);
        return value(value);
    }

    /// The value of the member that `names` ends with; that name stays while its object is open.
    private int value(int value) {
        Level level = levels.peek();
        level.members++;
        level.objects += bytes[value] == '{' ? 1 : 0;
        if (bytes[value] == '{' && levels.size() < MAX_LEVELS) {
            levels.push(new Level(sightings.size()));
            return skip(value + 1);
        }
        int behind = behind(value);
        switch (bytes[value]) {
            case '[' -> array(value, behind);
            case '{' -> {
            }
            default -> {
                plainAtTop += levels.size() == 1 ? 1 : 0;
                others++;
            }
        }
        names.remove(names.size() - 1);
        return behind;
    }

    private void array(int bracket, int behind) {
        int first = skip(bracket + 1);
        if (first < to && bytes[first] == '{') {
            bytesInArrays += behind - bracket;
            sight(Look.ARRAY_OF_OBJECTS);
        } else if (first < to && bytes[first] == ']') {
            sight(Look.EMPTY_ARRAY);
        } else {
            others++;
        }
    }

    /// Behind a value; the end of what is seen where it does not end in sight, or where its brackets do not match: the
    /// framing says so once the records before are out.
    private int behind(int value) {
        scanner.begin();
        try {
            int end = scanner.scan(bytes, value, to, 0);
            return scanner.ended() ? skip(end) : to;
        } catch (Failure unsound) {
            return to;
        }
    }

    private void sight(Look look) {
        if (sightings.size() < MAX_SIGHTINGS) {
            sightings.add(new Sighting(look, new Pointer(names)));
        }
    }

    private void leave() {
        Level level = levels.pop();
        List<Sighting> inside = sightings.subList(level.sightedBefore, sightings.size());
        if (level.members > 1) {
            inside.removeIf(sighting -> sighting.look == Look.SMALL_MAP); // there is more than that
        }
        if (level.objects == level.members) {
            allObjects(level, inside);
        }
        if (!names.isEmpty()) {
            names.remove(names.size() - 1);
        }
    }

    private void allObjects(Level level, List<Sighting> inside) {
        topIsAllObjects |= levels.isEmpty() && level.objects >= SMALL && level.objects < LARGE;
        if (level.objects >= LARGE) {
            inside.clear(); // it is inside of records
            sight(Look.LARGE_MAP);
        } else if (level.objects >= DOUBTFUL) {
            boolean around = inside.stream().anyMatch(sighting -> sighting.look == Look.ARRAY_OF_OBJECTS);
            sight(around ? Look.MAP_AROUND_ARRAYS : Look.DOUBTFUL_MAP);
        } else if (level.objects >= SMALL) {
            sight(Look.SMALL_MAP);
        }
    }
}
