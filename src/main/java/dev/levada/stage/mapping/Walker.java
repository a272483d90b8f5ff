package dev.levada.stage.mapping;

import dev.levada.model.Captures;
import dev.levada.model.Kind;
import dev.levada.model.Spans;

/// Walks one record once: follows the members and elements that lead to wanted places, captures those, and passes
/// over everything else with the [Validator]. What stands between two values is predicted from the record before, so that a
/// member costs a comparison of words and no search.
final class Walker {

    private final Tokens tokens;
    private final Validator validator;
    private final Place root;
    /// Of the open containers that are walked: the place,
    private final Place[] places;
    /// the bracket that closes it,
    private final byte[] closers;
    /// its first byte,
    private final int[] starts;
    /// the number of its element at hand,
    private final int[] elements;
    /// and its last member whose name is known, or null.
    private final Name[] names;
    private int depth;
    /// Where the captures of the record at hand go, from cell `base` on.
    private Captures captures;
    private int base;
    /// Behind the member name that was read last.
    private int nameEnd;

    /// @param height most containers that lie around a wanted place
    Walker(Tokens tokens, Place root, int height) {
        this.tokens = tokens;
        this.validator = new Validator(tokens);
        this.root = root;
        int levels = Math.clamp(height, 1, Validator.MAX_DEPTH) + 1; // the record itself is always walked
        this.places = new Place[levels];
        this.closers = new byte[levels];
        this.starts = new int[levels];
        this.elements = new int[levels];
        this.names = new Name[levels];
    }

    /// Captures go to this record from now on: it has none yet.
    void begin(Captures into, int record) {
        captures = into;
        base = record * into.slots;
        into.spans.forget(base, base + into.slots);
    }

    /// Walks the value that begins at `first` and gives the index behind it.
    int value(int first) {
        depth = 0;
        int p = value(root, first);
        while (depth > 0) {
            p = next(asBefore(p));
        }
        return p;
    }

    /// Follows the members of the open object for as long as they come as they came the last time and nothing wanted lies below
    /// them; gives the index behind the last of them. This is the loop in which most of an export is read: its state is in local
    /// variables.
    private int asBefore(int behind) {
        byte[] bytes = tokens.bytes();
        int end = tokens.end();
        Spans spans = captures.spans;
        int first = base;
        Name name = names[depth];
        int p = behind;
        while (name != null) {
            Name next = name.next;
            if (next == null || !next.leadsNoFurther() || !next.following.standsAt(bytes, p, end)) {
                break;
            }
            if (next.following.isSpaced()) {
                tokens.spaced(p);
            }
            int value = tokens.space(p + next.following.length()); // ex {"a": 1} where the record before had {"a":1}
            name = next;
            if (bytes[value] == '"') {
                int quote = Words.plainUntil(bytes, value + 1, end);
                if (quote < end && bytes[quote] == '"') {
                    p = quote + 1;
                    if (next.place != null) {
                        spans.put(first + next.place.slot(), value, p, Kind.TEXT);
                    }
                    continue;
                }
            }
            p = validator.value(value, depth);
            if (next.place != null) {
                spans.put(first + next.place.slot(), value, p, tokens.kind(value));
            }
        }
        names[depth] = name;
        return p;
    }

    /// Goes down to the first value that has nothing wanted inside; gives the index behind it.
    private int value(Place first, int from) {
        Place place = first;
        int p = from;
        for (;;) {
            p = tokens.space(p); // ex {"a": 1} where the record before had {"a":1}
            byte c = tokens.at(p);
            if (place == null || place.isPassedOver() || (c != '{' && c != '[')) {
                int end = validator.value(p, depth);
                capture(place, p, end);
                return end;
            }
            open(place, p, c);
            Name guess = c == '{' ? place.members.first : null;
            if (guess != null && guess.opening.standsAt(tokens.bytes(), p + 1, tokens.end())) {
                place = follow(guess, guess.opening, p + 1);
                p += 1 + guess.opening.length();
                continue;
            }
            int inside = tokens.space(p + 1);
            if (tokens.at(inside) == closers[depth]) {
                return close(inside + 1);
            }
            if (c == '{') {
                Members members = place.members;
                Name name = member(inside);
                int value = tokens.colon(nameEnd);
                if (name != Name.STRANGER) {
                    members.first = name;
                    name.opening.learn(tokens.bytes(), p + 1, value);
                }
                place = enter(name);
                p = value;
            } else {
                place = place.element(elements[depth]++);
                p = inside;
            }
        }
    }

    /// Behind a value inside a container: the next one, or the end of the container.
    private int next(int behind) {
        if (tokens.at(behind) == ',') {
            Name guess = names[depth] == null ? null : names[depth].next;
            if (guess != null && guess.following.standsAt(tokens.bytes(), behind, tokens.end())) {
                return value(follow(guess, guess.following, behind), behind + guess.following.length());
            }
        }
        int p = tokens.space(behind);
        byte c = tokens.at(p);
        byte closer = closers[depth];
        if (c == closer) {
            return close(p + 1);
        }
        if (c != ',') {
            throw tokens.expected(Validator.separators(closer), p);
        }
        p = tokens.space(p + 1);
        return closer == '}' ? learn(behind, p) : value(places[depth].element(elements[depth]++), p);
    }

    private Place follow(Name name, Gap gap, int at) {
        if (gap.isSpaced()) {
            tokens.spaced(at);
        }
        return enter(name);
    }

    /// Reads the name at p, and guesses the next time that it comes behind the one before.
    private int learn(int behind, int p) {
        Name before = names[depth];
        Name name = member(p);
        int value = tokens.colon(nameEnd);
        if (before != null && name != Name.STRANGER) {
            before.next = name;
            name.following.learn(tokens.bytes(), behind, value);
        }
        return value(enter(name), value);
    }

    private Place enter(Name name) {
        if (name != Name.STRANGER) {
            names[depth] = name;
        }
        Place place = name.place;
        if (place != null && !place.isPassedOver()) {
            place.forget(captures, base);
        }
        return place;
    }

    /// The member whose name begins at p; its name is then passed.
    private Name member(int p) {
        Members members = places[depth].members;
        nameEnd = tokens.string(p, "a member name");
        return tokens.hasEscapes(p)
                ? members.escaped(tokens.bytes(), p + 1, nameEnd - 1)
                : members.plain(tokens.bytes(), p + 1, nameEnd - 1);
    }

    private void open(Place place, int p, byte opener) {
        depth = Validator.deeper(depth);
        places[depth] = place;
        closers[depth] = opener == '{' ? (byte) '}' : (byte) ']';
        starts[depth] = p;
        elements[depth] = 0;
        names[depth] = null;
    }

    private int close(int end) {
        capture(places[depth], starts[depth], end);
        depth--;
        return end;
    }

    private void capture(Place place, int start, int end) {
        if (place != null && place.slot() != Place.NO_SLOT) {
            captures.spans.put(base + place.slot(), start, end, tokens.kind(start));
        }
    }
}
