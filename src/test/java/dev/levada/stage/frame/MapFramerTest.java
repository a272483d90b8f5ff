package dev.levada.stage.frame;

import dev.levada.contract.FramerContract;
import dev.levada.model.Shape;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class MapFramerTest extends FramerContract {

    @Override
    protected Shape shape() {
        return Shape.parse("map:/users");
    }

    @Override
    protected String text(List<String> values) {
        return IntStream.range(0, values.size()).mapToObj(i -> "\"k\\u0022" + i + "\" : " + values.get(i))
                .collect(Collectors.joining(" ,", "{\"v\":[1],\"users\":{", "}}"));
    }
}
