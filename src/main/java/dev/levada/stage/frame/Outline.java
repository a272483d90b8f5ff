package dev.levada.stage.frame;

import dev.levada.model.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The places in the beginning of one object at which records may lie: arrays and objects that are reached through members
/// only. What is in arrays, or in objects that are themselves records, is not looked at.
final class Outline {

    /// Members from which on an object of objects is taken for a map of records.
    private static final int LARGE_MAP = 32;
    /// Plain members from which on the top object looks like a record itself, and not like what is around records.
    private static final int MANY_PLAIN = 9;

    private final byte[] bytes;
    private final int to;
    private final List<Pointer> arraysOfObjects = new ArrayList<>();
    private final List<Pointer> emptyArrays = new ArrayList<>();
    private final List<Pointer> largeMaps = new ArrayList<>();
    private final List<Pointer> smallMaps = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<String> names = new ArrayList<>();

    private int plainAtTop;
    /// Bytes of all arrays of objects that end in sight.
    private long bytesInArrays;

    /// An open object: members so far, and how many of them are objects.
    private static final class Level {
        private int members;
        private int objects;
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

    List<Pointer> arraysOfObjects() {
        return arraysOfObjects;
    }

    List<Pointer> emptyArrays() {
        return emptyArrays;
    }

    /// Objects with many members, all of them objects.
    List<Pointer> largeMaps() {
        return largeMaps;
    }

    /// The top object, where it has a few members, two or more, all of them objects.
    List<Pointer> smallMaps() {
        return smallMaps;
    }

    /// Whether the object, all of which is seen, may as well be one record: it has many plain members, or is all objects and mostly
    /// something else than arrays of objects.
    boolean mayBeOneRecord() {
        return plainAtTop >= MANY_PLAIN || (!smallMaps.isEmpty() && bytesInArrays * 2 < to);
    }

    /// Goes through the members; stops at the end of what is seen, or where it is no JSON.
    private void walk(int from) {
        levels.push(new Level());
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
        int end = Openness.behindString(bytes, quote + 1);
        int colon = end < to ? skip(end) : to;
        if (colon >= to || bytes[colon] != ':') {
            return to;
        }
        String name = NameReader.unescaped(new String(bytes, quote + 1, end - quote - 2, StandardCharsets.UTF_8));
        int value = skip(colon + 1);
        return value < to ? value(name, value) : to;
    }

    private int value(String name, int value) {
        Level level = levels.peek();
        level.members++;
        if (bytes[value] == '{') {
            level.objects++;
            names.add(name);
            levels.push(new Level());
            return skip(value + 1);
        }
        int behind = behind(value);
        if (bytes[value] == '[') {
            array(name, value, behind);
        } else if (levels.size() == 1) {
            plainAtTop++;
        }
        return behind;
    }

    private void array(String name, int bracket, int behind) {
        int first = skip(bracket + 1);
        if (first < to && (bytes[first] == '{' || bytes[first] == ']')) {
            names.add(name);
            (bytes[first] == '{' ? arraysOfObjects : emptyArrays).add(new Pointer(names));
            bytesInArrays += bytes[first] == '{' ? behind - bracket : 0;
            names.remove(names.size() - 1);
        }
    }

    private int behind(int value) {
        ValueScanner scanner = new ValueScanner();
        scanner.begin();
        int end = scanner.scan(bytes, value, to, 0);
        return scanner.ended() ? skip(end) : to;
    }

    /// What is inside of a map of records is inside of records.
    private void forgetInside() {
        for (List<Pointer> candidates : List.of(arraysOfObjects, emptyArrays, largeMaps)) {
            candidates.removeIf(place -> place.tokens().size() > names.size()
                    && place.tokens().subList(0, names.size()).equals(names));
        }
    }

    private void leave() {
        Level level = levels.pop();
        if (level.objects == level.members && level.objects >= LARGE_MAP) {
            forgetInside();
            largeMaps.add(new Pointer(names));
        } else if (level.objects == level.members && level.objects >= 2 && levels.isEmpty()) {
            smallMaps.add(new Pointer(names));
        }
        if (!names.isEmpty()) {
            names.remove(names.size() - 1);
        }
    }
}
