package dev.levada.stage.mapping;

import dev.levada.model.RejectCode;

/// One record ends here. It never leaves this room: [Mapping] makes a reject of it. It has no stack trace, so that an
/// export full of bad records costs no more than one full of good ones.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectCode code;
    private String field;

    /// @param reason expected and got, never the value
    Refusal(RejectCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    RejectCode code() {
        return code;
    }

    /// The output field at fault, or null where the record as a whole is.
    String field() {
        return field;
    }

    /// Puts the place to it, where it is known.
    Refusal at(String name) {
        field = name;
        return this;
    }
}
