package dev.levada.entry.trigger;

import dev.levada.model.ObjectRef;

/// What one message, or one record of it, asks for.
public sealed interface Trigger {

    /// An object was created: run it.
    ///
    /// @param export the object, its key decoded; version id and ETag as far as the event names them
    /// @param pipeline name of the pipeline that a direct request asks for, or null: the key decides
    record Export(ObjectRef export, String pipeline) implements Trigger {
    }

    /// Understood, and nothing to do.
    ///
    /// @param object the object it speaks of, as `s3://bucket/key`, or null
    /// @param reason for people
    record Ignored(String object, String reason) implements Trigger {
    }

    /// Not what it should be; its neighbours are untouched.
    ///
    /// @param reason expected and got, without a quotation
    record Malformed(String reason) implements Trigger {
    }
}
