package dev.levada.entry.cli.demo;

/// What is wrong with a record, seen from the users pipeline.
enum Flaw {
    /// Nothing.
    NONE,
    /// There is no `user_id`.
    NO_USER_ID,
    /// An age that nobody has reached.
    AGE_TOO_HIGH,
    /// A subscription of a type that is not sold.
    UNKNOWN_PLAN,
    /// `user_id` is null.
    NULL_USER_ID,
    /// An age below zero.
    AGE_NEGATIVE,
    /// `user_id` is a string of digits.
    USER_ID_AS_TEXT,
    /// The last login is a word, not a time.
    LOGIN_AS_WORD,
    /// `user_id` has more digits than 64 bits hold.
    USER_ID_TOO_LONG,
    /// The age is a word, not a number.
    AGE_AS_WORD;

    /// Every so many records one has a flaw: the last of them.
    static final int PERIOD = 1000;

    private static final Flaw[] ALL = values();

    /// That of a record, by its number from 0.
    static Flaw of(long record) {
        if (record % PERIOD != PERIOD - 1) {
            return NONE;
        }
        return ALL[1 + (int) (record / PERIOD % (ALL.length - 1))];
    }
}
