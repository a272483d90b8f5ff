package dev.levada.run;

import dev.levada.model.ObjectRef;
import dev.levada.run.state.Attempt;
import dev.levada.run.state.Documents;
import dev.levada.run.state.Ledger;
import dev.levada.run.state.RunFiles;
import dev.levada.stage.sink.Leftover;
import dev.levada.stage.sink.Leftovers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Finds what runs have left and no ledger entry owns: parts that are staged, and the state of runs that are not under way.
///
/// What there is is listed first and the ledger is read then: a run writes its entry before anything else, so that what was
/// listed, and is still needed, has an owner by then. And nothing but what was listed is removed: a run that begins behind the look at
/// the ledger takes nothing over that has no owner there, and gives what it makes other names (uploads have ids, documents the epoch of
/// their process; files are younger).
public final class Sweep {

    private static final String LEDGER = "_levada/ledger/";

    private final Stores stores;

    public Sweep(Stores stores) {
        this.stores = stores;
    }

    /// Something that nobody needs.
    public sealed interface Waste {

        /// Id of the run that left it.
        String run();

        /// Where it lies, below the root of the output.
        String key();

        /// What takes it away; see [Sweep#remove].
        Runnable removal();
    }

    /// A part, finished or not.
    ///
    /// @param since when it was begun, or last written to
    public record Staged(String run, String key, Instant since, Runnable removal) implements Waste {
    }

    /// Documents of a run that is not under way.
    ///
    /// @param key folder of the run
    public record State(String run, String key, int documents, Runnable removal) implements Waste {
    }

    /// All that nobody owns.
    ///
    /// @param before younger parts are left alone: whoever has no ledger entry (a run of standard input) may be filling them
    public List<Waste> find(Instant before) {
        List<Waste> waste = new ArrayList<>();
        Leftovers leftovers = stores.leftovers();
        for (Leftover leftover : leftovers.list()) {
            if (leftover.since().isBefore(before)) {
                waste.add(new Staged(leftover.run(), leftover.key(), leftover.since(),
                        () -> leftovers.remove(leftover)));
            }
        }
        waste.addAll(states());
        if (!waste.isEmpty()) {
            Set<String> owned = owned();
            waste.removeIf(found -> owned.contains(found.run()));
        }
        return waste;
    }

    /// Whether any part is staged, whoever owns it.
    public boolean isAnythingStaged() {
        return !stores.leftovers().list().isEmpty();
    }

    private List<Waste> states() {
        Documents documents = stores.documents();
        Map<String, List<String>> folders = new TreeMap<>();
        for (String key : documents.list(RunFiles.ROOT)) {
            String[] names = key.substring(RunFiles.ROOT.length()).split("/", -1);
            if (names.length > 2) { // pipeline, run, document
                folders.computeIfAbsent(names[0] + "/" + names[1] + "/", folder -> new ArrayList<>()).add(key);
            }
        }
        List<Waste> states = new ArrayList<>();
        folders.forEach((folder, keys) -> states.add(new State(folder.split("/", -1)[1], RunFiles.ROOT + folder,
                keys.size(), () -> keys.forEach(documents::remove))));
        return states;
    }

    /// Runs that are under way, or will go on once they are asked for again.
    private Set<String> owned() {
        Ledger ledger = new Ledger(stores.documents());
        Set<String> runs = new HashSet<>();
        for (String key : stores.documents().list(LEDGER)) {
            if (key.endsWith(".json")) {
                Optional.ofNullable(ledger.find(key, ObjectRef.object("", key)).entry().attempt())
                        .filter(Sweep::isUnderWay).map(Attempt::run).ifPresent(runs::add);
            }
        }
        return runs;
    }

    private static boolean isUnderWay(Attempt attempt) {
        return switch (attempt.state()) {
            case RUNNING, PUBLISHING -> true;
            case FAILED, SUPERSEDED -> false;
        };
    }

    /// Removes it.
    ///
    /// @throws dev.levada.model.Failure where that cannot be done, BUSY where a run holds it by now
    public void remove(Waste waste) {
        waste.removal().run();
    }
}
