package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.levada.model.Frames;
import dev.levada.model.MappingPlan;
import dev.levada.model.Rows;
import dev.levada.model.Slab;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// The users pipeline allocates nothing for a record: only the iterator that carries each batch through the door.
class AllocationTest {

    private static final int BATCHES = 50;
    private static final int BYTES_PER_BATCH = 512;

    static MappingPlan users() {
        return Field.planOf(Field.of("user_id", "/user_id", ValueType.LONG).required(),
                Field.of("username", "/username", ValueType.STRING),
                Field.of("email_sha256", "/email", ValueType.STRING).apply(new Step.Trim(), new Step.Lower(),
                        new Step.Sha256()),
                Field.of("age", "/age", ValueType.INT).min("0").max("150"),
                Field.of("country", "/country", ValueType.STRING),
                Field.of("city", "/city", ValueType.STRING), Field.of("interests", "/interests", ValueType.JSON),
                Field.of("last_login", "/last_login", ValueType.TIMESTAMP),
                Field.of("subscription_type", "/subscription/type", ValueType.STRING).oneOf("premium", "free", "basic",
                        "family", "student"),
                Field.of("subscription_start", "/subscription/start_date", ValueType.DATE),
                Field.of("subscription_end", "/subscription/end_date", ValueType.DATE));
    }

    static String user(int i) {
        String city = i % 10 == 0 ? "" : ",\"city\":\"New \\\"York\\\" " + i + "\"";
        String age = i % 7 == 0 ? "null" : Integer.toString(i % 120);
        return "{\"user_id\":" + (123456789L + i) + ",\"username\":\"jöhn_" + i
                + "\",\"full_name\":\"John Doe\",\"email\":\" John.Doe"
                + i + "@example.com\",\"age\":" + age + ",\"gender\":\"male\",\"country\":\"United States\"" + city
                + ",\"occupation\":\"Software Engineer\",\"education\":\"Bachelor's Degree\",\"interests\":[\"programming\","
                + " \"hiking\"],"
                + "\"languages\":[\"English\",\"Spanish\"],\"last_login\":\"2024-02-22T08:30:00Z\","
                + "\"subscription\":{\"type\":\"premium\","
                + "\"start_date\":\"2023-01-01\",\"end_date\":\"2024-12-31\"}}";
    }

    @Test
    void theUsersPipelineAllocatesNothingPerRecord() {
        Mapping mapping = Mapping.of(users(), 0);
        Frames batch = batchOfUsers();
        for (int i = 0; i < 20; i++) {
            pass(mapping, batch);
        }
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) { // a compiler may still be at work in the first
            allocated = Math.min(allocated, allocatedBy(mapping, batch));
        }
        long measured = allocated;
        assertTrue(measured <= BATCHES * BYTES_PER_BATCH,
                () -> measured + " bytes for " + BATCHES * Frames.CAPACITY + " records");
    }

    private static long allocatedBy(Mapping mapping, Frames batch) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long rows = 0;
        for (int i = 0; i < BATCHES; i++) {
            rows += pass(mapping, batch);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals((long) BATCHES * Frames.CAPACITY, rows);
        return allocated;
    }

    /// Feeds the same batch again: what `recycle` has emptied is filled as before.
    private static int pass(Mapping mapping, Frames batch) {
        Slab slab = batch.slab.share();
        int count = batch.count;
        Rows rows = mapping.feed(batch).iterator().next();
        int passed = rows.count;
        rows.release();
        batch.slab = slab;
        batch.count = count;
        return passed;
    }

    private static Frames batchOfUsers() {
        String[] records = new String[Frames.CAPACITY];
        for (int i = 0; i < records.length; i++) {
            records[i] = user(i);
        }
        return Batch.of(records);
    }
}
