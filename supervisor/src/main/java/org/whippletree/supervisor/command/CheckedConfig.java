package org.whippletree.supervisor.command;

import java.io.PrintWriter;
import java.util.function.Predicate;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.directive.ConfigLoader;
import org.whippletree.config.directive.LoadedConfig;
import org.whippletree.config.directive.Problem;
import org.whippletree.config.directive.Severity;

/** Reads a configuration for a command and tells its problems. */
final class CheckedConfig {
    private CheckedConfig() {}

    /** The configuration; its warnings go to {@code err}, as its errors do, which end the command with exit code 78. */
    static ServerConfig load(ConfigOptions options, PrintWriter err) {
        return config(read(options, err, problem -> problem.severity() != Severity.NOTICE));
    }

    /** For a command that checks or starts: notices are told too. */
    static ServerConfig loadWithNotices(ConfigOptions options, PrintWriter err) {
        return config(read(options, err, problem -> true));
    }

    /** With where its parts come from; there is a configuration in it. */
    static LoadedConfig loadWithOrigins(ConfigOptions options, PrintWriter err) {
        LoadedConfig loaded = read(options, err, problem -> problem.severity() != Severity.NOTICE);
        config(loaded);
        return loaded;
    }

    private static LoadedConfig read(ConfigOptions options, PrintWriter err, Predicate<Problem> told) {
        LoadedConfig loaded = ConfigLoader.load(options.request());
        loaded.problems().stream().filter(told).forEach(err::println);
        return loaded;
    }

    private static ServerConfig config(LoadedConfig loaded) {
        return loaded.config()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CONFIG, "whippletree: the configuration has errors; nothing was changed"));
    }
}
