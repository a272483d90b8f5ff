/// What passes through the doors, and the plan that the rooms are built from.
///
/// **Why does nothing here import a library?** Every room imports this package and no other room. What it depends on, all
/// depend on; so it depends on the JDK only.
///
/// **Why batches and not records?** A hop through a reactive operator costs 0.1 to 0.3 microseconds. Once a batch it vanishes, once a
/// record it would be half the cost. [dev.levada.model.Frames] and [dev.levada.model.Rows] hold up to 1,024 records each.
///
/// **Who owns the bytes?** Whoever holds the batch. [dev.levada.model.Slab] says how they go back.
///
/// **Why are rejects a list inside the batches?** So that they keep their place in the sequence of records and reach the output
/// by the same door as the rows: there is no second stream to lose.
package dev.levada.model;
