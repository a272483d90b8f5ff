import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Packs the jars of the function's package anew: what is in them is stored, not deflated. The package is deflated as a whole in any case, and
/// a class that need not be inflated is loaded sooner: a start loads 6,000. Argument: the package. Run by Maven behind Quarkus, which makes it.
public final class StoredJars {

    private StoredJars() {
    }

    public static void main(String[] arguments) throws IOException {
        Path zip = Path.of(arguments[0]);
        Path packed = zip.resolveSibling(zip.getFileName() + ".packed");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue; // some are there twice, and nobody asks for one
                }
                byte[] content = in.readAllBytes();
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(same);
                out.write(entry.getName().endsWith(".jar") ? stored(content) : content);
                out.closeEntry();
            }
        }
        Files.move(packed, zip, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] stored(byte[] jar) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream(3 * jar.length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(stored)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                CRC32 crc = new CRC32(); // a stored entry says before its content what that is
                crc.update(content);
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTimeLocal(entry.getTimeLocal());
                same.setSize(content.length);
                same.setCrc(crc.getValue());
                out.putNextEntry(same);
                out.write(content);
                out.closeEntry();
            }
        }
        return stored.toByteArray();
    }
}
