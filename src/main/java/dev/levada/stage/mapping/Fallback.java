package dev.levada.stage.mapping;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.FieldPlan;
import dev.levada.model.Kind;
import dev.levada.model.Slab;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The token that stands in for a missing member and for null.
///
/// @param bytes the token, with as much slack behind it as a slab has
/// @param length of the token
@SuppressWarnings("ArrayRecordComponent") // never compared
record Fallback(byte[] bytes, int length, Kind kind) {

    /// Where the definition has none.
    static final Fallback NULL = new Fallback(new byte[0], 0, Kind.NULL);

    /// The default of a field.
    ///
    /// @throws Failure BAD_DEFINITION if it is not one JSON value
    static Fallback of(FieldPlan field) {
        byte[] token = field.fallback().strip().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(token, token.length + Slab.SLACK);
        Tokens tokens = new Tokens();
        tokens.open(padded, 0, token.length);
        try {
            if (new Validator(tokens).value(0, 0) == token.length) {
                return new Fallback(padded, token.length, tokens.kind(0));
            }
        } catch (Refusal malformed) {
            throw new Failure(FailureCode.BAD_DEFINITION,
                    "default of " + field.name() + ": " + malformed.getMessage(), malformed);
        }
        throw new Failure(FailureCode.BAD_DEFINITION, "default of " + field.name() + ": expected one value, got more");
    }

    /// Puts it into the place of the value; tells whether there is one.
    boolean standIn(Value value) {
        if (kind == Kind.NULL) {
            return false;
        }
        value.take(bytes, 0, length, kind);
        return true;
    }
}
