/// Exports to try Levada with: as large as one likes, always the same, and with all that makes real exports hard.
///
/// **Why is record number i the same in every export?** So that all counts can be said in advance, a smaller export is
/// the beginning of a larger one, and two machines can compare what came out.
///
/// **Why are some records wrong?** Because some always are. Every 1,000th breaks one rule of the users pipeline, each
/// in turn, and no other record breaks any: what is rejected is known before anything runs.
///
/// **Why is the whole still valid JSON?** So that other tools can read the same file, for comparison.
package dev.levada.entry.cli.demo;
