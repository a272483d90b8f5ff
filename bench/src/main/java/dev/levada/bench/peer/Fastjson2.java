package dev.levada.bench.peer;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/// fastjson2, a line at a time out of a byte buffer: its own reader of streams takes the whole array into memory.
final class Fastjson2 {

    private final InputStream in;
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;

    private Fastjson2(InputStream in) {
        this.in = in;
    }

    static void run(InputStream in, OutputStream out) throws IOException {
        Fastjson2 lines = new Fastjson2(in);
        for (int length = lines.next(); length >= 0; length = lines.next()) {
            Row row = Row.of(JSON.parseObject(lines.buffer, lines.start, length, User.class));
            if (row != null) {
                out.write(JSON.toJSONBytes(row, JSONWriter.Feature.WriteNulls));
                out.write('\n');
            }
            lines.start += length + 1;
        }
    }

    /** The length of the line at `start`, -1 after the last; every line of the benchmark has its line feed. */
    private int next() throws IOException {
        int scan = start;
        while (true) {
            for (; scan < end; scan++) {
                if (buffer[scan] == '\n') {
                    return scan - start;
                }
            }
            System.arraycopy(buffer, start, buffer, 0, end - start);
            scan -= start;
            end -= start;
            start = 0;
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return -1;
            }
            end += read;
        }
    }
}
