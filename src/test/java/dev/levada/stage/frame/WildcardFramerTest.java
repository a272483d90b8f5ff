package dev.levada.stage.frame;

import dev.levada.contract.FramerContract;
import dev.levada.model.Shape;
import java.util.List;

final class WildcardFramerTest extends FramerContract {

    @Override
    protected Shape shape() {
        return Shape.parse("/data/*/items");
    }

    @Override
    protected String text(List<String> values) {
        return "{\"data\":[{\"items\":[]},{\"n\":1},7,{\"items\":[" + String.join(" , ", values)
                + "],\"z\":\"}\"},{\"items\":[]}],\"m\":[[{}]]}";
    }
}
