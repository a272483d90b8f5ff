package dev.levada.stage.frame;

import dev.levada.contract.FramerContract;
import dev.levada.model.Shape;
import java.util.List;

final class SequenceFramerTest extends FramerContract {

    @Override
    protected Shape shape() {
        return Shape.parse("sequence");
    }

    @Override
    protected String text(List<String> values) {
        return values.isEmpty() ? "" : "\u001e" + String.join("\n\u001e\u001e ", values) + "\n";
    }
}
