package dev.levada.recovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that do the same until there is nothing left to do.
final class Workers {

    /// One of them works.
    @FunctionalInterface
    interface Work {
        /// @param worker its number, from 0
        /// @return false where nothing is left
        boolean goOn(int worker) throws IOException, InterruptedException;
    }

    private Workers() {
    }

    static void run(int count, Work work) throws InterruptedException {
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            for (int i = 0; i < count; i++) {
                int worker = i;
                ends.add(threads.submit(() -> {
                    boolean more = true;
                    while (more) {
                        more = work.goOn(worker);
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException trouble) {
            throw new IllegalStateException(trouble.getCause());
        }
    }
}
