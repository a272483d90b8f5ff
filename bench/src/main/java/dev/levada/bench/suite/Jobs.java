package dev.levada.bench.suite;

import dev.levada.bench.data.Layout;
import dev.levada.bench.suite.Job.Scale;
import dev.levada.bench.suite.Job.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The programme: every job of the suite, in its order.
final class Jobs {

    private final Options options;
    private final Contestants who;
    private final List<Job> jobs = new ArrayList<>();

    private Jobs(Options options, Contestants who) {
        this.options = options;
        this.who = who;
    }

    static List<Job> of(Options options, Contestants who) throws IOException {
        Jobs programme = new Jobs(options, who);
        programme.arrays();
        programme.layouts();
        programme.compressed();
        programme.identity();
        return programme.jobs.stream().filter(job -> options.only().matcher(job.task().name()).find()).toList();
    }

    private void arrays() throws IOException {
        add(Task.ARRAY, Scale.SMALL, input(Layout.ARRAY, Scale.SMALL), arrayReaders(), named(who.python("ijson")));
        add(Task.ARRAY, Scale.MEDIUM, input(Layout.ARRAY, Scale.MEDIUM), arrayReaders(),
                named(who.python("ijson").map(Contestant::once)));
        add(Task.ARRAY, Scale.LARGE, input(Layout.ARRAY, Scale.LARGE),
                List.of(who.users(Packing.NONE), peer("duckdb"), peer("jackson"), peer("dsl-json")),
                named(who.twoThreads()));
    }

    private void layouts() {
        add(Task.PRETTY, Scale.MEDIUM, input(Layout.PRETTY, Scale.MEDIUM),
                List.of(who.users(Packing.NONE), peer("duckdb"), peer("jackson")), List.of());
        // DuckDB holds the whole object: a small one shows it, a large one takes minutes.
        add(Task.WRAPPED, Scale.SMALL, input(Layout.WRAPPED, Scale.SMALL),
                List.of(who.users(Packing.NONE), peer("duckdb").once()),
                named(who.python("ijson")));
        add(Task.WRAPPED, Scale.MEDIUM, input(Layout.WRAPPED, Scale.MEDIUM), List.of(who.users(Packing.NONE)),
                named(who.python("ijson").map(Contestant::once)));
        for (Scale scale : Scale.values()) {
            List<Contestant> readers = scale == Scale.MEDIUM
                    ? List.of(who.users(Packing.NONE), peer("fastjson2"), peer("duckdb"), peer("jackson"))
                    : List.of(who.users(Packing.NONE), peer("fastjson2"));
            add(Task.LINES, scale, input(Layout.LINES, scale), readers,
                    scale == Scale.LARGE ? List.of() : named(who.python("orjson")));
        }
    }

    private void compressed() {
        Input array = input(Layout.ARRAY, Scale.MEDIUM);
        add(Task.TO_ZSTD, Scale.MEDIUM, array, writers(Packing.ZSTD), List.of());
        add(Task.TO_ZSTD, Scale.LARGE, input(Layout.ARRAY, Scale.LARGE), List.of(who.users(Packing.ZSTD)), List.of());
        add(Task.TO_GZIP, Scale.MEDIUM, array, writers(Packing.GZIP), List.of());
        List<Contestant> readers = List.of(who.users(Packing.NONE), peer("duckdb"));
        add(Task.FROM_GZIP, Scale.MEDIUM, array.packed(Packing.GZIP), readers, named(who.decompression(Packing.GZIP)));
        add(Task.FROM_ZSTD, Scale.MEDIUM, array.packed(Packing.ZSTD), readers, named(who.decompression(Packing.ZSTD)));
    }

    private void identity() {
        add(Task.IDENTITY, Scale.SMALL, input(Layout.ARRAY, Scale.SMALL), List.of(who.identity()),
                named(who.jq().map(Contestant::once)));
        add(Task.IDENTITY, Scale.LARGE, input(Layout.ARRAY, Scale.LARGE), List.of(who.identity()), List.of());
    }

    private List<Contestant> arrayReaders() {
        return List.of(who.users(Packing.NONE), peer("duckdb"), peer("jackson"), peer("dsl-json"), peer("avaje-jsonb"));
    }

    private List<Contestant> writers(Packing packing) {
        return List.of(who.users(packing), who.peer("duckdb", packing), who.peer("dsl-json", packing));
    }

    private Contestant peer(String name) {
        return who.peer(name, Packing.NONE);
    }

    private Input input(Layout layout, Scale scale) {
        return Input.of(layout, options.users(scale));
    }

    private static List<Contestant> named(Optional<Contestant> installed) {
        return installed.stream().toList();
    }

    private void add(Task task, Scale scale, Input input, List<Contestant> always, List<Contestant> installed) {
        jobs.add(new Job(task, scale, input, options.rounds(scale),
                Stream.concat(always.stream(), installed.stream()).toList()));
    }
}
