package dev.levada.stage.mapping;

import dev.levada.model.Captures;
import dev.levada.model.Pointer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A place in records that the plan wants, or that lies on the way to one: a node of the trie of JSON Pointers.
final class Place {

    /// The slot of a place that only lies on the way.
    static final int NO_SLOT = -1;

    /// Where the value is captured, or [#NO_SLOT].
    private int slot = NO_SLOT;
    /// The slots of this place and of all below it follow each other: from here
    private final int firstSlot;
    /// to behind this one.
    private int behindSlots;

    private final Map<String, Place> children = new HashMap<>();
    private boolean passedOver = true;
    /// Names of members that lead on from here.
    final Members members = new Members();
    /// Indices of elements that lead on from here, rising.
    private int[] indices = {};
    private Place[] elements = {};

    private Place(int firstSlot) {
        this.firstSlot = firstSlot;
    }

    /// The place of the whole record.
    ///
    /// @param pointers one for each slot, in the order of [#inOrder]
    static Place tree(List<Pointer> pointers) {
        Place root = new Place(0);
        root.passedOver = false;
        for (int slot = 0; slot < pointers.size(); slot++) {
            Place place = root;
            place.behindSlots = slot + 1;
            for (String token : pointers.get(slot).tokens()) {
                place = place.below(token, slot);
                place.behindSlots = slot + 1;
            }
            place.slot = slot;
        }
        return root;
    }

    /// Orders pointers so that each comes before those below it, and these before all others.
    static int inOrder(Pointer one, Pointer other) {
        List<String> left = one.tokens();
        List<String> right = other.tokens();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private Place below(String token, int firstSlotBelow) {
        Place known = children.get(token);
        if (known != null) {
            return known;
        }
        Place place = new Place(firstSlotBelow);
        children.put(token, place);
        passedOver = false;
        members.want(token, place);
        if (token.matches("0|[1-9][0-9]{0,8}")) { // RFC 6901 section 4; no record has a billion elements
            addElement(Integer.parseInt(token), place);
        }
        return place;
    }

    private void addElement(int index, Place place) {
        int at = -1 - Arrays.binarySearch(indices, index);
        int[] moreIndices = Arrays.copyOf(indices, indices.length + 1);
        Place[] moreElements = Arrays.copyOf(elements, elements.length + 1);
        System.arraycopy(indices, at, moreIndices, at + 1, indices.length - at);
        System.arraycopy(elements, at, moreElements, at + 1, elements.length - at);
        moreIndices[at] = index;
        moreElements[at] = place;
        indices = moreIndices;
        elements = moreElements;
    }

    int slot() {
        return slot;
    }

    /// Whether its value is passed over, for nothing below it is wanted. The record itself never is: to know its members from the record
    /// before is cheaper than to search for them.
    boolean isPassedOver() {
        return passedOver;
    }

    /// The place of an element, or null if nobody wants it.
    Place element(int index) {
        if (indices.length == 0 || index > indices[indices.length - 1]) {
            return null;
        }
        int at = Arrays.binarySearch(indices, index);
        return at < 0 ? null : elements[at];
    }

    /// Forgets what was captured here and below: the member is repeated, and the last one wins (RFC 8259 section 4
    /// leaves it open; this is what most readers do).
    ///
    /// @param base cell of slot 0 of the record
    void forget(Captures captures, int base) {
        captures.spans.forget(base + firstSlot, base + behindSlots);
    }
}
