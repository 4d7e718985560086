package org.whippletree.supervisor.command;

import org.whippletree.config.process.ProcessFacts;
import picocli.CommandLine.IVersionProvider;

/** What {@code -v} prints. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Server version: Whippletree/" + ProcessFacts.version(),
            "Java:           " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.home")
        };
    }
}
