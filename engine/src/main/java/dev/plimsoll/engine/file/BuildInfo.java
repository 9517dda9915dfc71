package dev.plimsoll.engine.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the build wrote beside the classes. */
public final class BuildInfo {
    private BuildInfo() {}

    /** Plimsoll's version, {@code 0.1.0}. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties beside the classes cannot be read", e);
        }
        return properties.getProperty("version", "unknown").replace("-SNAPSHOT", "");
    }
}
