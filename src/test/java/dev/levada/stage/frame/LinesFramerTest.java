package dev.levada.stage.frame;

import dev.levada.contract.FramerContract;
import dev.levada.model.Shape;
import java.util.List;

final class LinesFramerTest extends FramerContract {

    @Override
    protected Shape shape() {
        return Shape.parse("lines");
    }

    @Override
    protected String text(List<String> values) {
        return "\n \r\n" + String.join("\r\n\n \t", values) + (values.isEmpty() ? "" : " \n");
    }
}
