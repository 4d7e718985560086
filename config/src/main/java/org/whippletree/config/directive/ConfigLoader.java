package org.whippletree.config.directive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whippletree.config.ServerConfig;

/**
 * Loads a configuration: the front door of the package. Reads files and nothing else, holds no state between loads, and may be
 * called from any thread that may block.
 */
public final class ConfigLoader {
    private ConfigLoader() {}

    /** Every mistake of the user becomes a problem of the result; none is thrown. */
    public static LoadedConfig load(ConfigRequest request) {
        return load(request, System.getenv(), ProcessOwner.isRoot());
    }

    /** @param root whether the server would run as root */
    static LoadedConfig load(ConfigRequest request, Map<String, String> environment, boolean root) {
        Problems problems = new Problems();
        Variables variables = new Variables(request.defines().stream().sorted().toList(), environment);
        DirectiveParser parser = new DirectiveParser(variables, request.serverRoot(), problems);
        SourceLocation file = SourceLocation.ofFile(request.file().toString());
        List<Directive> directives = new ArrayList<>();
        directives.addAll(parser.parse(SourceLocation.ofFile("-C directive"), String.join("\n", request.before())));
        problems.begin(file.file());
        Path belowRoot = request.serverRoot().resolve(request.file());
        Path path = Files.exists(belowRoot) ? belowRoot : request.file();
        Optional<String> text = ConfigFile.read(path, file, "name the configuration with -f FILE", problems);
        text.ifPresent(present -> directives.addAll(parser.parse(file, present)));
        directives.addAll(parser.parse(SourceLocation.ofFile("-c directive"), String.join("\n", request.after())));
        ConfigDraft draft = ConfigDraft.withDefaults(problems);
        ConfigResolver resolver = new ConfigResolver(draft, root, request.filterFolder());
        Optional<ServerConfig> config =
                text.isEmpty() ? Optional.empty() : resolver.resolve(directives, request.serverRoot(), file);
        return new LoadedConfig(
                config,
                problems.sorted(),
                new LoadedConfig.Origins(draft.listen().places(), resolver.origins(), variables.definitions()));
    }
}
