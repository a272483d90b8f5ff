package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.RejectCode;

/// RFC 7464 JSON text sequences: RS, value, LF. What stands between two RS is one record, however broken, for an RS
/// occurs in no JSON text; two RS in a row hold nothing.
final class SequenceFraming implements Framing {

    private static final byte RS = 0x1e;

    private enum State {
        /// No RS was seen yet.
        BEFORE_FIRST,
        /// Behind an RS.
        IN_RECORD
    }

    private State state = State.BEFORE_FIRST;
    private byte first;
    /// Plain-text offset behind the last byte of the open record that is not white space.
    private long contentEnd;
    /// Whether something is open in a record that a chunk's end cuts; the last one may never end.
    private final Openness openness = new Openness();

    @Override
    public int walk(byte[] bytes, int p, int to, Recorder recorder) {
        int i = p;
        while (i < to && !recorder.hasBatch()) {
            byte b = bytes[i];
            if (recorder.isOpen()) {
                i = record(bytes, i, to, recorder);
            } else if (b == RS) {
                state = State.IN_RECORD;
                recorder.structure(1);
                i++;
            } else if (Bytes.isWhite(b)) {
                recorder.structure(1);
                i++;
            } else if (state == State.BEFORE_FIRST) {
                throw new Failure(FailureCode.DAMAGED, recorder.base() + i,
                        "expected RS (0x1e), got " + Bytes.describe(b));
            } else {
                first = b;
                recorder.open(i);
                openness.begin();
            }
        }
        return i;
    }

    private int record(byte[] bytes, int p, int to, Recorder recorder) {
        int next = Words.find(bytes, p, to, RS);
        int end = Bytes.trimmed(bytes, p, next);
        if (end > p) {
            contentEnd = recorder.base() + end;
        }
        if (next < to) {
            ends(recorder.base() + next, recorder);
        } else {
            openness.see(bytes, p, to);
        }
        return next;
    }

    /// A number or word without white space behind it may be the beginning of a longer one (RFC 7464, section 2.4).
    private void ends(long at, Recorder recorder) {
        boolean selfDelimiting = first == '{' || first == '[' || first == '"';
        if (!selfDelimiting && contentEnd == at) {
            recorder.reject(contentEnd, RejectCode.MALFORMED,
                    "expected white space behind a number or word, got the end of the record");
        } else {
            recorder.close(contentEnd, 0);
        }
        recorder.structure(at - contentEnd);
    }

    @Override
    public String state(boolean open) {
        return new StateWriter().constant(open ? State.IN_RECORD : state).toString();
    }

    @Override
    public void restore(StateReader saved) {
        state = saved.constant(State.class);
        saved.end(true);
    }

    @Override
    public void end(long at, Recorder recorder) {
        if (recorder.isOpen()) {
            if (openness.isOpen()) {
                throw new Failure(FailureCode.DAMAGED, at,
                        "expected the end of a record, got the end of the export");
            }
            ends(at, recorder);
        }
    }
}
