import dev.levada.run.FunctionMemory;
import dev.levada.run.FunctionMemory.LambdaRuntime;

/// Prints what the JVM of the smallest function is told. Run by `src/runtime/package`.
public final class Flags {

    private Flags() {
    }

    public static void main(String[] arguments) {
        System.out.println(String.join(" ", FunctionMemory.table(LambdaRuntime.JAVA25).getFirst().flags()));
    }
}
