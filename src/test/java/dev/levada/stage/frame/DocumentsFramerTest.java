package dev.levada.stage.frame;

import dev.levada.contract.FramerContract;
import dev.levada.model.Shape;
import java.util.List;

final class DocumentsFramerTest extends FramerContract {

    @Override
    protected Shape shape() {
        return Shape.parse("documents");
    }

    @Override
    protected String text(List<String> values) {
        return " " + String.join("\n", values) + "\n";
    }
}
