package dev.levada.bench.data;

/// What is wrong with a user: one in a thousand, in turn, is to be rejected.
enum Flaw {
    NO_ID, NULL_ID, TOO_OLD, NEGATIVE, NONE;

    static Flaw of(long number) {
        return number % 1000 == 500 ? values()[(int) (number / 1000 % 4)] : NONE;
    }
}
