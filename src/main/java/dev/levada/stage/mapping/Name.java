package dev.levada.stage.mapping;

/// A member name as it is written in records, between its quotes, and what is known of it: the place that it leads to,
/// and which name came behind it the last time.
final class Name {

    /// Stands for all names that are neither wanted nor worth knowing.
    static final Name STRANGER = new Name(new byte[0], null);

    /// Where the member's value lies, or null if nobody wants it.
    final Place place;
    /// The name that came behind it the last time: a guess, or null.
    Name next;
    /// What stands in front of its value where it is the first member.
    final Gap opening = new Gap();
    /// What stands in front of its value where another member comes before.
    final Gap following = new Gap();

    private final Literal written;

    Name(byte[] text, Place place) {
        this.place = place;
        this.written = new Literal(text);
    }

    /// Whether nothing wanted lies below its value.
    boolean leadsNoFurther() {
        return place == null || place.isPassedOver();
    }

    /// Whether this is the name between two indices.
    boolean is(byte[] bytes, int from, int to) {
        return written.is(bytes, from, to);
    }

    int hash() {
        return written.hash();
    }
}
