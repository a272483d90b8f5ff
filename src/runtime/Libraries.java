import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Makes one jar of the libraries: a start opens it alone, and not a hundred. The providers that several of them name are named
/// one after the other. Any other two files of one name are a fault, for only the first would ever be found, except in `META-INF`,
/// where they say of their jar what a class path does not ask for; licences and notices are kept beside, in a folder for each jar.
///
/// Arguments: the jar to write, the folder for the licences, the libraries in the order of the class path. Run by
/// `src/runtime/package`.
public final class Libraries {

    private static final String META = "META-INF/";
    private static final LocalDateTime SAME_ALWAYS = LocalDateTime.of(2026, 11, 23, 0, 0);

    private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();
    private final Path licences;

    private Libraries(Path licences) {
        this.licences = licences;
    }

    public static void main(String[] arguments) throws IOException {
        Libraries libraries = new Libraries(Path.of(arguments[1]));
        for (String jar : List.of(arguments).subList(2, arguments.length)) {
            libraries.add(Path.of(jar));
        }
        libraries.write(Path.of(arguments[0]));
    }

    private void add(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                byte[] content = zip.getInputStream(entry).readAllBytes();
                String name = entry.getName();
                if (isLicence(entry)) {
                    Path kept = licences.resolve(jar.getFileName()).resolve(name.replace(META, ""));
                    Files.createDirectories(kept.getParent());
                    Files.write(kept, content);
                } else if (!entry.isDirectory() && !isOfItsJar(name)) {
                    add(name, content, jar);
                }
            }
        }
    }

    private void add(String name, byte[] content, Path jar) throws IOException {
        boolean isNew = !files.containsKey(name);
        ByteArrayOutputStream file = files.computeIfAbsent(name, added -> new ByteArrayOutputStream());
        if (name.startsWith(META + "services/")) {
            file.write(content);
            file.write('\n'); // the last line of some has no end
        } else if (isNew) {
            file.write(content);
        } else if (!name.startsWith(META)) {
            throw new IllegalStateException("expected one file " + name + ", got another in " + jar.getFileName());
        }
    }

    /// Texts of licences and notices, and the project that names the licence of a jar without a text.
    private static boolean isLicence(ZipEntry entry) {
        String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        return !entry.isDirectory() && !file.endsWith(".CLASS")
                && (file.contains("LICENSE") || file.contains("NOTICE") || file.equals("POM.XML"));
    }

    /// Manifests (AWS's client puts its version from there into its requests, and now none), modules, what Maven leaves, and versions for
    /// newer JDKs, which no JVM of the function looks at (`jdk.util.jar.enableMultiRelease`).
    private static boolean isOfItsJar(String name) {
        return name.equals("module-info.class") || name.equals(JarFile.MANIFEST_NAME) || name.equals(META + "INDEX.LIST")
                || name.startsWith(META + "versions/") || name.startsWith(META + "maven/");
    }

    private void write(Path jar) throws IOException {
        try (OutputStream to = Files.newOutputStream(jar); ZipOutputStream out = new ZipOutputStream(to)) {
            out.setMethod(ZipOutputStream.STORED); // the package is deflated as a whole
            for (Map.Entry<String, ByteArrayOutputStream> file : files.entrySet()) {
                byte[] content = file.getValue().toByteArray();
                CRC32 crc = new CRC32(); // a stored entry says before its content what that is
                crc.update(content);
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(SAME_ALWAYS);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                out.putNextEntry(entry);
                out.write(content);
                out.closeEntry();
            }
        }
    }
}
