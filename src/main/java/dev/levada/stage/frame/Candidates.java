package dev.levada.stage.frame;

import dev.levada.model.Pointer;
import dev.levada.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Places that may hold the records, in words. Keys of people are no words: a member whose name does not look like one that a
/// programmer gave (`alice@example.com`), or that has brothers with the same inside, is named `*`, which is what to pin.
final class Candidates {

    private static final int NAMED = 8;
    private static final Pattern GIVEN_NAME = Pattern.compile("[@$_]?[A-Za-z][A-Za-z0-9_.:/~-]{0,60}");

    private Candidates() {
    }

    /// Whether every member on the way has a name that may be told.
    static boolean isNameable(Shape shape) {
        return tokens(shape).stream().allMatch(token -> GIVEN_NAME.matcher(token).matches());
    }

    /// For the message of a refusal: each place once.
    static String named(List<Shape> candidates) {
        Set<List<String>> all = candidates.stream().map(Candidates::tokens).collect(Collectors.toSet());
        List<String> names = new ArrayList<>();
        for (Shape candidate : candidates) {
            String name = named(candidate, all);
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        if (names.size() == 1) {
            names.add(new Shape.Documents().toString());
        }
        String more = names.size() > NAMED ? " or " + (names.size() - NAMED) + " others" : "";
        return String.join(" or ", names.subList(0, Math.min(NAMED, names.size()))) + more;
    }

    private static String named(Shape candidate, Set<List<String>> all) {
        List<String> tokens = new ArrayList<>(tokens(candidate));
        for (int i = 0; i < tokens.size(); i++) {
            boolean given = GIVEN_NAME.matcher(tokens.get(i)).matches();
            if (!given || (i < tokens.size() - 1 && hasBrother(tokens(candidate), i, all))) {
                tokens.set(i, Pointer.ANY);
            }
        }
        return at(candidate, new Pointer(tokens)).toString();
    }

    /// Whether another candidate differs from this one in the member at `i` only.
    private static boolean hasBrother(List<String> tokens, int i, Set<List<String>> all) {
        Set<String> there = new TreeSet<>();
        for (List<String> other : all) {
            if (other.size() == tokens.size() && other.subList(0, i).equals(tokens.subList(0, i))
                    && other.subList(i + 1, other.size()).equals(tokens.subList(i + 1, tokens.size()))) {
                there.add(other.get(i));
            }
        }
        return there.size() > 1;
    }

    private static List<String> tokens(Shape shape) {
        return switch (shape) {
            case Shape.ArrayAt at -> at.pointer().tokens();
            case Shape.MapAt at -> at.pointer().tokens();
            case Shape.Auto auto -> List.of();
            case Shape.Array array -> List.of();
            case Shape.Lines lines -> List.of();
            case Shape.Documents documents -> List.of();
            case Shape.Sequence sequence -> List.of();
        };
    }

    private static Shape at(Shape shape, Pointer pointer) {
        return switch (shape) {
            case Shape.ArrayAt at -> new Shape.ArrayAt(pointer);
            case Shape.MapAt at -> new Shape.MapAt(pointer);
            case Shape.Auto auto -> shape;
            case Shape.Array array -> shape;
            case Shape.Lines lines -> shape;
            case Shape.Documents documents -> shape;
            case Shape.Sequence sequence -> shape;
        };
    }
}
