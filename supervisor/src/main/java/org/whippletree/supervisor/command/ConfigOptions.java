package org.whippletree.supervisor.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.directive.ConfigRequest;
import picocli.CommandLine.Option;

/** The options that say which configuration is meant. */
final class ConfigOptions {
    static final String DEFAULT_FILE = "conf/whippletree.conf";

    @Option(
            names = "-f",
            paramLabel = "FILE",
            description = "the configuration file, from here or from ROOT (default: " + DEFAULT_FILE + " in ROOT)")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "-d",
            paramLabel = "ROOT",
            description = "the folder that relative paths start from (default: where whippletree is installed)")
    private Optional<Path> root = Optional.empty();

    @Option(
            names = "-D",
            paramLabel = "NAME",
            description = "define NAME or NAME=VALUE; FOREGROUND stays in the foreground")
    private List<String> defines = new ArrayList<>();

    @Option(names = "-C", paramLabel = "DIRECTIVE", description = "a directive to read before the configuration file")
    private List<String> before = new ArrayList<>();

    @Option(names = "-c", paramLabel = "DIRECTIVE", description = "a directive to read after the configuration file")
    private List<String> after = new ArrayList<>();

    /** Whether a name was given with -D. */
    boolean defined(String name) {
        return defines.contains(name);
    }

    ConfigRequest request() {
        return new ConfigRequest(
                configFile(),
                serverRoot(),
                List.copyOf(before),
                List.copyOf(after),
                Set.copyOf(new LinkedHashSet<>(defines)),
                filterFolder());
    }

    /** The same configuration as arguments of another process, wherever that one is started. */
    List<String> asArguments() {
        List<String> arguments = new ArrayList<>(
                List.of("-d", serverRoot().toString(), "-f", configFile().toString()));
        defines.forEach(name -> arguments.addAll(List.of("-D", name)));
        before.forEach(directive -> arguments.addAll(List.of("-C", directive)));
        after.forEach(directive -> arguments.addAll(List.of("-c", directive)));
        return arguments;
    }

    /** These options, where they say nothing what {@code outer} says. */
    ConfigOptions within(ConfigOptions outer) {
        ConfigOptions merged = new ConfigOptions();
        merged.file = file.or(() -> outer.file);
        merged.root = root.or(() -> outer.root);
        merged.defines = joined(outer.defines, defines);
        merged.before = joined(outer.before, before);
        merged.after = joined(outer.after, after);
        return merged;
    }

    private Path serverRoot() {
        return root.orElseGet(() -> Path.of(System.getProperty("whippletree.home", "")))
                .toAbsolutePath()
                .normalize();
    }

    /** That of the distribution, wherever ServerRoot is. */
    private static Path filterFolder() {
        String home = System.getProperty("whippletree.home", "");
        return home.isEmpty() ? Path.of("") : Path.of(home, "lib", "ext").toAbsolutePath();
    }

    private Path configFile() {
        Path given = file.orElse(Path.of(DEFAULT_FILE));
        Path here = given.toAbsolutePath().normalize();
        return file.isPresent() && Files.exists(here)
                ? here
                : serverRoot().resolve(given).normalize();
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
