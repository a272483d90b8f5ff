package dev.levada.stage.mapping;

import dev.levada.model.RejectCode;
import java.util.function.Supplier;

/// One record ends here. It never leaves this room: [Mapping] makes a reject of it. It has no stack trace, so that an
/// export full of bad records costs no more than one full of good ones.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectCode code;
    private final transient Supplier<String> reason;
    private String field;

    /// @param reason expected and got, never the value
    Refusal(RejectCode code, String reason) {
        this(code, () -> reason);
    }

    /// @param reason is put into words only if somebody asks: of a record that a chunk's end cuts, nobody does
    Refusal(RejectCode code, Supplier<String> reason) {
        super(null, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason.get();
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
