package dev.levada.definition;

/// A text, token by token, as JSON and YAML have them alike. What is no JSON or YAML ends the reading: it is noted, and
/// [BadDefinition] is thrown.
sealed interface TokenReader permits JsonTokens, YamlTokens {

    /// What a token is.
    enum Token {
        /// A mapping begins: keys and values follow in turn, then [#END].
        MAPPING,
        /// A list begins: values follow, then [#END].
        LIST,
        /// The innermost mapping or list ends.
        END,
        /// A key, or a value that is neither mapping nor list.
        SCALAR,
        /// The text is over.
        NOTHING
    }

    /// Goes on to the next token.
    Token next();

    /// The token at hand.
    Token token();

    /// Where it begins.
    Place place();

    /// The token at hand as a key.
    String key();

    /// The token at hand as a value.
    Located scalar();

    /// Why the value that begins here cannot be had as it is written, or null where it can.
    String refusal();
}
