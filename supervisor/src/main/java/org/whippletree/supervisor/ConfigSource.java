package org.whippletree.supervisor;

import org.whippletree.config.directive.LoadedConfig;

/** Reads the configuration of this server as it is now. */
@FunctionalInterface
public interface ConfigSource {
    /** Reads files, so never on the loop. */
    LoadedConfig read();
}
