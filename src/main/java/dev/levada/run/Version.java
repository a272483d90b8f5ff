package dev.levada.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version of this build.
public final class Version {

    private Version() {
    }

    /// As in the pom.
    public static String current() {
        try (InputStream in = Version.class.getResourceAsStream("/dev/levada/version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException broken) {
            throw new UncheckedIOException("version.properties cannot be read", broken);
        }
    }
}
