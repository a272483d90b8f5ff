package dev.levada.run.state;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;

/// A run in the hands of this process, for as long as nobody takes it over. Every step that others must know of goes through
/// here; a process that has lost its claim learns it at the next step, and must leave everything as it is.
public final class Claim {

    private final Ledger ledger;
    private final String key;
    private Entry entry;
    private String tag;

    Claim(Ledger ledger, String key, Entry entry, String tag) {
        this.ledger = ledger;
        this.key = key;
        this.entry = entry;
        this.tag = tag;
    }

    public Entry entry() {
        return entry;
    }

    public Attempt attempt() {
        return entry.attempt();
    }

    /// The run goes on to its next step.
    ///
    /// @throws Failure BUSY where it is in other hands by now
    public void advance(Attempt next) {
        advance(entry.with(next));
    }

    /// The run is published; what is under way is nothing any more.
    ///
    /// @throws Failure BUSY where it is in other hands by now
    public void advance(Entry.Published result) {
        advance(entry.with(result));
    }

    private void advance(Entry next) {
        tag = ledger.advanced(key, next, tag).orElseThrow(Claim::lost);
        entry = next;
    }

    private static Failure lost() {
        return new Failure(FailureCode.BUSY,
                "expected to be alone with the export, got another process that took over");
    }
}
