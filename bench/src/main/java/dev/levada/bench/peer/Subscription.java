package dev.levada.bench.peer;

import com.dslplatform.json.CompiledJson;
import io.avaje.jsonb.Json;

/// The nested object of a user.
@CompiledJson
@Json
public final class Subscription {

    public String type;
    public String start_date;
    public String end_date;
}
