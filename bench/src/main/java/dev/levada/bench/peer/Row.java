package dev.levada.bench.peer;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.avaje.jsonb.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// The row that the users pipeline makes of a user; the job itself, which the Java peers share. All write its members in one order.
@CompiledJson
@Json
@JsonPropertyOrder({"user_id", "username", "email_sha256", "age", "country", "city", "interests", "last_login",
        "subscription_type", "subscription_start", "subscription_end"})
public final class Row {

    private static final MessageDigest SHA256 = sha256();
    private static final HexFormat HEX = HexFormat.of();

    @JsonAttribute(index = 1)
    public long user_id;
    @JsonAttribute(index = 2)
    public String username;
    @JsonAttribute(index = 3)
    public String email_sha256;
    @JsonAttribute(index = 4)
    public Integer age;
    @JsonAttribute(index = 5)
    public String country;
    @JsonAttribute(index = 6)
    public String city;
    @JsonAttribute(index = 7)
    public List<String> interests;
    @JsonAttribute(index = 8)
    public String last_login;
    @JsonAttribute(index = 9)
    public String subscription_type;
    @JsonAttribute(index = 10)
    public String subscription_start;
    @JsonAttribute(index = 11)
    public String subscription_end;

    /** Null where the user is to be rejected. */
    static Row of(User user) {
        if (user.user_id == null || (user.age != null && (user.age < 0 || user.age > 150))) {
            return null;
        }
        Row row = new Row();
        row.user_id = user.user_id;
        row.username = user.username;
        row.email_sha256 = hash(user.email);
        row.age = user.age;
        row.country = user.country;
        row.city = user.city;
        row.interests = user.interests;
        row.last_login = user.last_login;
        if (user.subscription != null) {
            row.subscription_type = user.subscription.type;
            row.subscription_start = user.subscription.start_date;
            row.subscription_end = user.subscription.end_date;
        }
        return row;
    }

    private static String hash(String email) {
        return email == null
                ? null
                : HEX.formatHex(SHA256.digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
