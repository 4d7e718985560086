package org.whippletree.supervisor.command;

import java.io.PrintWriter;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.directive.ConfigLoader;
import org.whippletree.config.directive.LoadedConfig;

/** Reads a configuration for a command and tells its problems. */
final class CheckedConfig {
    private CheckedConfig() {}

    /** The configuration; its warnings go to {@code err}, as its errors do, which end the command with exit code 78. */
    static ServerConfig load(ConfigOptions options, PrintWriter err) {
        LoadedConfig loaded = ConfigLoader.load(options.request());
        loaded.messages().forEach(err::println);
        return loaded.config()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CONFIG, "whippletree: the configuration has errors; nothing was changed"));
    }
}
