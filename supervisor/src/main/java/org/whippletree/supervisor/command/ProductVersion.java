package org.whippletree.supervisor.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build stamped into this jar. */
final class ProductVersion implements IVersionProvider {
    private static final String RESOURCE = "version.properties";

    static String number() {
        Properties properties = new Properties();
        try (InputStream in = ProductVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + RESOURCE);
            }
            properties.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return properties.getProperty("version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Server version: Whippletree/" + number(),
            "Java:           " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.home")
        };
    }
}
