package dev.levada.stage.mapping;

/// Walks one record once: follows the members and elements that lead to wanted places, captures those, and passes
/// over everything else with the [Validator]. The order of members is predicted from the record before, so that a name
/// costs a comparison of words and no search.
final class Walker {

    private final Tokens tokens;
    private final Validator validator;
    private final Captures captures;
    private final Place root;
    /// Of the open containers that hold wanted places: the place,
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
    /// The place of the value that comes next, or null if nobody wants it.
    private Place wanted;

    /// @param height most containers that lie around a wanted place
    Walker(Tokens tokens, Captures captures, Place root, int height) {
        this.tokens = tokens;
        this.validator = new Validator(tokens);
        this.captures = captures;
        this.root = root;
        int levels = Math.min(height, Validator.MAX_DEPTH) + 1;
        this.places = new Place[levels];
        this.closers = new byte[levels];
        this.starts = new int[levels];
        this.elements = new int[levels];
        this.names = new Name[levels];
    }

    /// Walks from `start` to the end that [#tokens] was opened with, and gives the index of the record's value.
    int walk(int start) {
        depth = 0;
        wanted = root;
        int first = tokens.space(start);
        int p = begin(first);
        while (depth > 0) {
            p = goOn(p);
        }
        p = tokens.space(p);
        if (p < tokens.end()) {
            throw tokens.expected("the end of the record", p); // ex {"a":1} {"a":2}
        }
        return first;
    }

    /// Captures the key from `start` to the end that [#tokens] was opened with: one string and nothing else.
    void key(int slot, int start) {
        int p = tokens.string(start, "a key");
        if (p < tokens.end()) {
            throw tokens.expected("the end of the key", p);
        }
        captures.put(slot, start, p, tokens.kind(start));
    }

    /// Goes down to the first value that has nothing wanted inside; gives the index behind it.
    private int begin(int from) {
        int p = from;
        for (;;) {
            Place place = wanted;
            byte c = tokens.at(p);
            if (place == null || place.isLeaf() || (c != '{' && c != '[')) {
                int end = validator.value(p, depth);
                capture(place, p, end);
                return end;
            }
            open(place, p, c);
            p = tokens.space(p + 1);
            if (tokens.at(p) == closers[depth]) {
                return close(p + 1);
            }
            p = c == '{' ? member(p) : element(p);
        }
    }

    /// Behind a value inside a container: the next one, or the end of the container.
    private int goOn(int from) {
        int p = tokens.space(from);
        byte c = tokens.at(p);
        byte closer = closers[depth];
        if (c == closer) {
            return close(p + 1);
        }
        if (c != ',') {
            throw tokens.expected(Validator.separators(closer), p);
        }
        p = tokens.space(p + 1);
        return begin(closer == '}' ? member(p) : element(p));
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
            captures.put(place.slot(), start, end, tokens.kind(start));
        }
    }

    private int element(int p) {
        wanted = places[depth].element(elements[depth]++);
        return p;
    }

    private int member(int p) {
        Members members = places[depth].members;
        Name before = names[depth];
        Name guess = before == null ? members.first : before.next;
        int end;
        if (guess != null && tokens.at(p) == '"' && guess.standsAt(tokens.bytes(), p + 1, tokens.end())) {
            end = p + guess.length() + 2;
            enter(guess);
        } else {
            end = tokens.string(p, "a member name");
            enter(learn(members, before, p, end));
        }
        return tokens.colon(end);
    }

    private void enter(Name name) {
        if (name != Name.STRANGER) {
            names[depth] = name;
        }
        wanted = name.place;
        if (wanted != null) {
            wanted.forget(captures);
        }
    }

    /// Finds the name between its quotes, and guesses it the next time behind the one before.
    private Name learn(Members members, Name before, int start, int end) {
        Name name = tokens.hasEscapes(start)
                ? members.escaped(tokens.bytes(), start + 1, end - 1)
                : members.plain(tokens.bytes(), start + 1, end - 1);
        if (name == Name.STRANGER) {
            return name;
        }
        if (before == null) {
            members.first = name;
        } else {
            before.next = name;
        }
        return name;
    }
}
