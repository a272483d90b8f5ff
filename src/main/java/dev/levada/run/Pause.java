package dev.levada.run;

import dev.levada.model.Rows;

/// The moments at which nothing is on its way in a pipeline: all rows that have come are in the router or behind it. The place for a
/// checkpoint.
interface Pause {

    /// No checkpoint is wanted.
    Pause NONE = batch -> {
    };

    /// The next batch of rows is about to go on.
    void before(Rows batch);

    /// No more rows come, maybe because the source cannot be read; those that came have gone on, and the rooms for rows are open.
    ///
    /// @return what the stream is to end with
    default Throwable brokenOff(Throwable trouble) {
        return trouble;
    }
}
