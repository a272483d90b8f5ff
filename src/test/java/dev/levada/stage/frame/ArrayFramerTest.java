package dev.levada.stage.frame;

import dev.levada.contract.FramerContract;
import dev.levada.model.Shape;
import java.util.List;

final class ArrayFramerTest extends FramerContract {

    @Override
    protected Shape shape() {
        return Shape.parse("array");
    }

    @Override
    protected String text(List<String> values) {
        return " [ " + String.join(" ,\n\t", values) + "\r\n] \n";
    }
}
