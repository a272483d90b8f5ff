package dev.levada.run;

import dev.levada.model.ObjectRef;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.Staging;
import java.nio.file.Path;

/// Exports from wherever they lie, output to the place that was named: each may be on this machine or on S3. Nothing of S3 is
/// touched (not a class of its SDK is loaded) before something there is asked for.
public final class LocatedStores implements Stores {

    private final Stores files;
    private final Stores output;
    /// Null until an export on S3 is opened, while the output is not there.
    private Stores objects;

    private LocatedStores(Stores files, Stores objects, Stores output) {
        this.files = files;
        this.objects = objects;
        this.output = output;
    }

    /// S3 is reached as the environment says ([S3Settings#ofThisProcess]).
    ///
    /// @param output `s3://bucket/prefix`, or the path of a folder
    /// @throws IllegalArgumentException if it is neither, with a message for the user
    public static LocatedStores of(String output) {
        if (!S3Uri.is(output)) {
            FileStores folder = FileStores.of(Path.of(output));
            return new LocatedStores(folder, null, folder);
        }
        S3Uri place = S3Uri.parse(output);
        Stores bucket = S3Stores.connect(place.bucket(), place.key(), S3Settings.ofThisProcess());
        return new LocatedStores(FileStores.of(Path.of("")), bucket, bucket);
    }

    /// The same output, with a folder in the place of every bucket that exports lie in.
    public LocatedStores withBuckets(Path folder) {
        return new LocatedStores(files, FileStores.ofBuckets(folder, "", ""), output);
    }

    @Override
    public ByteSource open(ObjectRef export, MemoryPlan memory) {
        return export.isLocal() ? files.open(export, memory) : objects().open(export, memory);
    }

    private Stores objects() {
        if (objects == null) {
            objects = S3Stores.connect("", "", S3Settings.ofThisProcess());
        }
        return objects;
    }

    @Override
    public Staging staging(String run) {
        return output.staging(run);
    }

    @Override
    public Leftovers leftovers() {
        return output.leftovers();
    }

    @Override
    public Documents documents() {
        return output.documents();
    }

    @Override
    public Lock lock(String name) {
        return output.lock(name);
    }

    @Override
    public Lease lease(TimeLeft time) {
        return output.lease(time);
    }
}
