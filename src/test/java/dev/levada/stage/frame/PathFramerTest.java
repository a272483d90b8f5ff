package dev.levada.stage.frame;

import dev.levada.contract.FramerContract;
import dev.levada.model.Shape;
import java.util.List;

final class PathFramerTest extends FramerContract {

    @Override
    protected Shape shape() {
        return Shape.parse("/data/users");
    }

    @Override
    protected String text(List<String> values) {
        return "{\"meta\":{\"users\":[\"]\",{\"a\":1}],\"n\":[]},\"d\\u0061ta\":{\"count\": 3, \"users\" : ["
                + String.join(",", values) + "] , \"x\":null} }";
    }
}
