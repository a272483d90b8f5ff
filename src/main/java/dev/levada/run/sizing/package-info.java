/// How large the function should be: what a run was seen to take on a sample, what Lambda gives at each memory size, and what both
/// cost together.
///
/// **Why is the sample measured, and not looked up?** CPU per byte depends on the definition, the compression and the records more
/// than on anything else, and Lambda sells CPU.
///
/// **Why is start-up kept apart?** It is a constant of the process: half of the bill of a small export, nothing in that of a large one.
///
/// **What is assumed?** All that cannot be measured outside AWS is a member of [dev.levada.run.sizing.Assumptions], printed beside the
/// figures.
package dev.levada.run.sizing;
