/// What a run says of itself: progress while it goes on, a report to its caller, a manifest to whoever reads the output.
///
/// **Why both a report and a manifest?** The report answers the caller, failed or not, and speaks of this process: its memory, its CPU
/// time. The manifest lies beside the parts, speaks of the output, and exists only where something was published.
///
/// **Why does nothing here hold a value of a record?** These are people's data. Places, counts and codes say enough.
package dev.levada.run.report;
