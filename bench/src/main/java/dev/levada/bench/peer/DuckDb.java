package dev.levada.bench.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// DuckDB on one thread, by one COPY statement. A wrapped export is one object to it, which it unnests; it has to be told
/// that objects may be as long as the file.
final class DuckDb {

    private static final String USER = """
            user_id BIGINT, username VARCHAR, email VARCHAR, age INTEGER, country VARCHAR, city VARCHAR, interests VARCHAR[], \
            last_login VARCHAR, subscription STRUCT("type" VARCHAR, start_date VARCHAR, end_date VARCHAR)""";

    static void run(Path input, Path output) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("threads", "1");
        settings.setProperty("preserve_insertion_order", "true");
        String sql = """
                COPY (SELECT u.user_id, u.username, sha256(lower(u.email)) AS email_sha256, u.age, u.country, u.city, u.interests,
                    u.last_login, u.subscription."type" AS subscription_type, u.subscription.start_date AS subscription_start,
                    u.subscription.end_date AS subscription_end
                  FROM %s WHERE u.user_id IS NOT NULL AND (u.age IS NULL OR u.age BETWEEN 0 AND 150))
                TO '%s' (FORMAT json, COMPRESSION %s)""".formatted(users(input), output, compression(output));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String users(Path input) {
        String name = input.getFileName().toString();
        if (name.contains("wrapped")) {
            return "(SELECT unnest(users) AS u FROM read_json('%s', maximum_object_size=%d, columns={users: 'STRUCT(%s)[]'}))"
                    .formatted(input, input.toFile().length() + 1, USER);
        }
        String columns = "user_id:'BIGINT', username:'VARCHAR', email:'VARCHAR', age:'INTEGER', country:'VARCHAR', city:'VARCHAR', "
                + "interests:'VARCHAR[]', last_login:'VARCHAR', "
                + "subscription:'STRUCT(\"type\" VARCHAR, start_date VARCHAR, end_date VARCHAR)'";
        return "read_json('%s', format='%s', columns={%s}) AS u".formatted(input,
                name.contains(".ndjson") ? "newline_delimited" : "array", columns);
    }

    private static String compression(Path output) {
        String name = output.toString();
        return name.endsWith(".gz") ? "gzip" : name.endsWith(".zst") ? "zstd" : "none";
    }

    private DuckDb() {
    }
}
