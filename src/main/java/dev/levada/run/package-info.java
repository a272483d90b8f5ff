/// One run, from its claim to its report. `Pipeline` is the place to start reading: it is the whole story, top to bottom.
///
/// **Why does nothing here know whether it runs on a laptop or in the function?** [dev.levada.run.Stores] is the only difference: where
/// exports come from and where output goes. One engine, one manifest, both places.
///
/// **Why are parts staged before they are published?** So that nothing is half there. Until every record is mapped, every door agrees
/// with the others and the rejects are within what the definition allows, no reader sees a byte. Then
/// [dev.levada.run.Publication] shows parts, manifest and ledger in this order.
///
/// **Why count at every door when one count would do?** One count cannot disagree with itself. [dev.levada.run.Tally] counts records
/// where they are found, rows where they are encoded, parts where they are staged, and a run whose doors disagree fails.
///
/// **Why is there one budget?** Memory that is divided in one place can be added up. [dev.levada.run.MemoryPlan] is that place, and refuses
/// what does not fit before anything is read.
package dev.levada.run;
