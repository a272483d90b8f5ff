package dev.levada.entry.lambda;

import java.nio.charset.StandardCharsets;

/// The export that the files in `events/` speak of: two good users and one whose age is impossible. Its length and
/// MD5 are the `size` and `eTag` there.
final class ThreeUsers {

    /// Part of every value that nobody but the output may see.
    static final String SECRET = "sEcReT";

    static final byte[] EXPORT = """
            [
             {"user_id": 1, "username": "sEcReT-one", "email": "sEcReT@a.example", "age": 30},
             {"user_id": 2, "username": "sEcReT-two", "email": "sEcReT@b.example", "age": 31},
             {"user_id": 3, "username": "sEcReT-three", "email": "sEcReT@c.example", "age": 151}
            ]
            """.getBytes(StandardCharsets.UTF_8);

    /// Where it lies in `exports-bucket`.
    static final String[] KEYS = {"exports/users/2026-11-23.json", "exports/users/2026-11-24.json",
            "exports/users/München 2026+11.json"};

    private ThreeUsers() {
    }
}
