package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.RecordWalk;

/// One value a line. LF ends a line, whatever is open in it; blank lines and white space around the value are
/// structure.
final class LinesFraming implements Framing {

    private static final byte LF = '\n';

    /// Plain-text offset behind the last byte of the open line that is not white space.
    private long contentEnd;
    /// Whether something is open in a line that a chunk's end cuts; the last line may never end.
    private final Openness openness = new Openness();

    @Override
    public int walk(byte[] bytes, int p, int to, Recorder recorder) {
        int i = p;
        while (i < to && !recorder.hasBatch()) {
            if (recorder.isOpen()) {
                i = line(bytes, i, to, recorder);
            } else if (Bytes.isWhite(bytes[i])) {
                recorder.structure(1);
                i++;
            } else {
                recorder.open(i);
                openness.begin();
                i = walked(bytes, i, to, recorder);
            }
        }
        return i;
    }

    /// Behind a line that holds one value and nothing else, where a walk can tell; otherwise `p`.
    private static int walked(byte[] bytes, int p, int to, Recorder recorder) {
        int end = recorder.walk(bytes, p, to);
        if (end == RecordWalk.UNKNOWN || (recorder.walkedSpaces() && Words.find(bytes, p, end, LF) < end)) {
            return p; // ex an object over two lines: neither line is one
        }
        int lf = end;
        while (lf < to && Bytes.isBlank(bytes[lf])) {
            lf++;
        }
        if (lf == to || bytes[lf] != LF) {
            return p;
        }
        recorder.closeWalked(end);
        recorder.structure(lf + 1 - end);
        return lf + 1;
    }

    private int line(byte[] bytes, int p, int to, Recorder recorder) {
        int lf = Words.find(bytes, p, to, LF);
        int end = Bytes.trimmed(bytes, p, lf);
        if (end > p) {
            contentEnd = recorder.base() + end;
        }
        if (lf == to) {
            openness.see(bytes, p, to);
            return to;
        }
        recorder.close(contentEnd, 0);
        recorder.structure(recorder.base() + lf + 1 - contentEnd);
        return lf + 1;
    }

    @Override
    public String state(boolean open) {
        return "";
    }

    @Override
    public void restore(StateReader saved) {
        saved.end(true);
    }

    /// The last line may lack its LF, but not the end of a string or bracket.
    @Override
    public void end(long at, Recorder recorder) {
        if (recorder.isOpen()) {
            if (openness.isOpen()) {
                throw new Failure(FailureCode.DAMAGED, at,
                        "expected the end of a line's value, got the end of the export");
            }
            recorder.close(contentEnd, 0);
            recorder.structure(at - contentEnd);
        }
    }
}
