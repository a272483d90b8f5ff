/// The command line: `levada run`, `check`, `invoke` and `demo`. Others script against it, so docs/command-line.md is
/// a contract.
///
/// **Why no Quarkus here?** It would take longer to start than a small export takes to run. The engine knows no
/// container, so a plain `main` will do; the function alone boots Quarkus.
///
/// **Why are options values, and not annotations?** Because a small run is over sooner than annotations are read: `Levada` finds
/// the command, its `Signature` says what can be typed, `Arguments` is what was, and only the command that was called is made.
///
/// **Why are there three exit codes?** Because there are three things for a script to do next: go on, look at the
/// export, or look at what it typed. An export that cannot be read is never a usage error.
///
/// **Why does the report say so much?** It is for programs: every member is always there, and what is unknown is null.
/// What people read is printed apart from it, and may change.
package dev.levada.entry.cli;
