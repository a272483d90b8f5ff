package dev.levada.bench.peer;

import com.dslplatform.json.CompiledJson;
import io.avaje.jsonb.Json;
import java.util.List;

/// A user as it is read: the members that the job asks for, named as in the export.
@CompiledJson
@Json
public final class User {

    public Long user_id;
    public String username;
    public String email;
    public Integer age;
    public String country;
    public String city;
    public List<String> interests;
    public String last_login;
    public Subscription subscription;
}
