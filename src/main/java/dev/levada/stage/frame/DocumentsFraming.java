package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;

/// Values one after the other, with any white space or none between them.
final class DocumentsFraming implements Framing {

    private final ValueScanner scanner = new ValueScanner();

    @Override
    public int walk(byte[] bytes, int p, int to, Recorder recorder) {
        int i = p;
        while (i < to && !recorder.hasBatch()) {
            if (recorder.isOpen()) {
                i = record(bytes, i, to, recorder);
            } else if (Bytes.isWhite(bytes[i])) {
                recorder.structure(1);
                i++;
            } else {
                begin(bytes[i], i, recorder);
            }
        }
        return i;
    }

    private int record(byte[] bytes, int p, int to, Recorder recorder) {
        int i = scanner.begins() ? recorder.walked(bytes, p, to) : p;
        if (i == p) {
            i = scanner.scan(bytes, p, to, recorder.base());
            if (scanner.ended()) {
                recorder.close(recorder.base() + i, scanner.deepest());
            }
        }
        return i;
    }

    private void begin(byte first, int i, Recorder recorder) {
        switch (first) {
            case ',', ':', ']', '}' -> throw new Failure(FailureCode.DAMAGED, recorder.base() + i,
                    "expected a value, got " + Bytes.describe(first));
            default -> {
                recorder.open(i);
                scanner.begin();
            }
        }
    }

    @Override
    public String state(boolean open) {
        return "";
    }

    @Override
    public void restore(StateReader saved) {
        saved.end(true);
    }

    @Override
    public void end(long at, Recorder recorder) {
        if (recorder.isOpen()) {
            if (!scanner.endsWithInput()) {
                throw new Failure(FailureCode.DAMAGED, at, "expected the end of a value, got the end of the export");
            }
            recorder.close(at, scanner.deepest());
        }
    }
}
