/// Pipeline definitions: from the text that somebody wrote to a [dev.levada.model.PipelinePlan] in which nothing is
/// left to doubt.
///
/// **Why three ages?** As written ([dev.levada.definition.PipelineSpec] and its sections: values with their places),
/// checked (the plan, which the rooms are built from), running (the rooms). Each can be read without the others, and
/// only the first knows lines and columns.
///
/// **Why our own tree and not data binding?** Binding stops at the first mistake and forgets where it was. Whoever
/// writes a definition wants all mistakes of a file, each with its place. So nothing here throws on a mistake: it is
/// noted, a fallback takes the place of the value, and the check goes on. A value that is noted already is
/// [dev.levada.definition.Located.Refused], and nobody complains of it twice.
///
/// **Why are YAML's own numbers refused?** `+7`, `010`, `0x1F` and `1_000` mean different things to different readers,
/// and none of them is JSON. A number here is what JSON calls a number, and keeps its digits: `0.10` stays `0.10`.
///
/// **Why no aliases, tags and merge keys?** What a definition says should stand where it is said; and an alias of
/// aliases grows without bound.
///
/// **Why is a definition checked for what could never come true?** A default that its own checks refuse, or a hash that
/// is made lower case, is a mistake that otherwise shows first in the data of a night's run.
package dev.levada.definition;
