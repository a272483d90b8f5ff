import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What Levada is held against: reads the whole export into a list first, as most scripts begin. Prints users and peak RSS. */
public final class WholeList {

    public static void main(String[] args) throws IOException {
        List<Map<String, Object>> users = new ObjectMapper().readValue(new File(args[0]), new TypeReference<>() {
        });
        System.out.println(users.size());
    }
}
