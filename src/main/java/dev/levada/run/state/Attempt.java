package dev.levada.run.state;

import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import java.time.Instant;

/// A run that is not published yet, and who is at it.
///
/// @param run its id
/// @param version of the export
/// @param etag of the export, where its store has such a thing
/// @param definition digest of the definition
/// @param engine version of what this engine writes, and how it packs it: another one would come to other bytes
/// @param owner a name that no other process has
/// @param epoch counts the processes that were at it, from 1
/// @param leaseUntil until when its owner lives, in ms since 1970; 0 where nobody has to wait
/// @param continuations how often it had itself continued
/// @param started when its first process began, in UTC
/// @param checkpoint where to go on, or null: at the beginning
/// @param publication name of the document that says what is to be published, or null before that
/// @param failure what it failed of, or null
public record Attempt(State state, String run, int generation, String version, String etag, Recency recency,
        String definition, String engine, String owner, long epoch, long leaseUntil, int continuations, String started,
        Checkpoint checkpoint, String publication, Failed failure) {

    /// What becomes of it.
    public enum State {
        /// Parts are being staged; nothing is visible.
        RUNNING,
        /// Everything is staged and decided: whoever comes next completes it.
        PUBLISHING,
        /// It failed for good. Nothing of it is visible.
        FAILED,
        /// The export was replaced, or is gone. Nothing of it is visible.
        SUPERSEDED
    }

    /// @param offset plain-text offset, or -1
    public record Failed(FailureCode code, long offset, String message) {
    }

    /// Whether its owner may still be at it.
    public boolean isHeld(Instant now) {
        return (state == State.RUNNING || state == State.PUBLISHING) && leaseUntil > now.toEpochMilli();
    }

    /// Whether no process was at it, or at an earlier version of the export, before: nothing can be left over.
    public boolean hasNoPredecessor() {
        return epoch == 1;
    }

    public boolean isOf(ObjectRef export) {
        return version.equals(export.version());
    }

    /// Whether it may be of the version that an event names, which nobody can look at any more.
    public boolean mayBeOf(ObjectRef event) {
        boolean named = event.version() != null || event.etag() != null;
        return !named || version.equals(event.version()) || (etag != null && etag.equals(event.etag()));
    }

    /// Whether it is of an earlier version than an event.
    public boolean isOlderThan(ObjectRef event) {
        return Recency.of(event).isNewerThan(recency);
    }

    /// Whether it is of a later version than an event.
    public boolean isNewerThan(ObjectRef event) {
        return recency.isNewerThan(Recency.of(event));
    }

    /// @param digest of the definition
    public boolean isOf(ObjectRef export, String digest) {
        return isOf(export) && definition.equals(digest);
    }

    /// The same run in the hands of another process.
    Attempt takenOver(String newOwner, long until) {
        return new Attempt(state, run, generation, version, etag, recency, definition, engine, newOwner, epoch + 1,
                until, continuations, started, checkpoint, publication, failure);
    }

    public Attempt heldUntil(long until) {
        return new Attempt(state, run, generation, version, etag, recency, definition, engine, owner, epoch, until,
                continuations, started, checkpoint, publication, failure);
    }

    public Attempt at(Checkpoint next, long until) {
        return new Attempt(state, run, generation, version, etag, recency, definition, engine, owner, epoch, until,
                continuations, started, next, publication, failure);
    }

    /// At a checkpoint, in nobody's hands, waiting for the process that goes on.
    public Attempt parked() {
        return new Attempt(state, run, generation, version, etag, recency, definition, engine, owner, epoch, 0,
                continuations + 1, started, checkpoint, publication, failure);
    }

    /// Nothing that was staged counts any more.
    public Attempt fromTheBeginning() {
        return new Attempt(State.RUNNING, run, generation, version, etag, recency, definition, engine, owner, epoch,
                leaseUntil, continuations, started, null, null, null);
    }

    /// Everything is staged; `document` says what.
    public Attempt publishing(String document) {
        return new Attempt(State.PUBLISHING, run, generation, version, etag, recency, definition, engine, owner,
                epoch, leaseUntil, continuations, started, null, document, null);
    }

    public Attempt failed(Failed why) {
        return new Attempt(State.FAILED, run, generation, version, etag, recency, definition, engine, owner, epoch,
                0, continuations, started, null, null, why);
    }

    public Attempt superseded() {
        return new Attempt(State.SUPERSEDED, run, generation, version, etag, recency, definition, engine, owner,
                epoch, 0, continuations, started, null, null, null);
    }
}
