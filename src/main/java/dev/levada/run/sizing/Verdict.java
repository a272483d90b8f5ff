package dev.levada.run.sizing;

import dev.levada.model.FailureCode;
import dev.levada.run.sizing.Prices.Processor;
import java.util.Map;

/// What becomes of an export in a function of some size.
public sealed interface Verdict {

    /// It comes to its end.
    ///
    /// @param seconds all its invocations take, one after the other
    /// @param continuations invocations behind the first
    /// @param cost in US dollars, by processor: the function, and the requests to S3 and SQS
    record Fits(double seconds, int continuations, Map<Processor, Double> cost) implements Verdict {
    }

    /// A run would fail.
    ///
    /// @param code that it would fail with
    /// @param reason in words
    record Refused(FailureCode code, String reason) implements Verdict {
    }
}
