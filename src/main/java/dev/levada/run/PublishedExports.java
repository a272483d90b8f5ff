package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.state.Documents;
import dev.levada.run.state.Entry;
import dev.levada.run.state.Ledger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which exports are published, as the ledger of an output says. It is listed once, so an export that it knows nothing of costs no
/// request.
public final class PublishedExports {

    private static final String LEDGER = "_levada/ledger/";

    private final Stores stores;
    private final MemoryPlan memory;
    /// Pipelines that have an entry, by the name of the entry: the same for an export in all pipelines.
    private final Map<String, Set<String>> pipelines = new HashMap<>();

    /// @param pipeline that counts, or null for any
    public PublishedExports(Stores stores, MemoryPlan memory, String pipeline) {
        this.stores = stores;
        this.memory = memory;
        for (String key : stores.documents().list(LEDGER)) {
            String[] names = key.substring(LEDGER.length()).split("/", -1);
            if (names.length == 2 && (pipeline == null || pipeline.equals(names[0]))) {
                pipelines.computeIfAbsent(names[1], name -> new HashSet<>()).add(names[0]);
            }
        }
    }

    /// Whether what lies there now is published by a pipeline that counts. Of an object that the ledger knows, the version is asked
    /// for.
    public boolean contains(ObjectRef export) {
        String known = Ledger.key("", export);
        for (String pipeline : pipelines.getOrDefault(known.substring(known.lastIndexOf('/') + 1), Set.of())) {
            Entry entry = new Ledger(stores.documents()).find(Ledger.key(pipeline, export), export).entry();
            if (entry.published() != null && entry.published().version().equals(version(export))) {
                return true;
            }
        }
        return false;
    }

    /// Null where the object is gone by now.
    private String version(ObjectRef export) {
        try {
            return stores.open(export, memory).object().version();
        } catch (Failure failure) {
            if (failure.code() == FailureCode.SOURCE_CHANGED || failure.code() == FailureCode.UNREADABLE) {
                return null;
            }
            throw failure;
        }
    }
}
