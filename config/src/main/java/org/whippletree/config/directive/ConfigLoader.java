package org.whippletree.config.directive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads a configuration: the front door of the package. Reads files and nothing else, holds no state between loads, and may be
 * called from any thread that may block.
 */
public final class ConfigLoader {
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private ConfigLoader() {}

    /** Every mistake of the user becomes a problem of the result; none is thrown. */
    public static LoadedConfig load(ConfigRequest request) {
        return load(request, System.getenv());
    }

    static LoadedConfig load(ConfigRequest request, Map<String, String> environment) {
        Problems problems = new Problems();
        DirectiveParser parser = new DirectiveParser(new Variables(request.defines(), environment), problems);
        List<Directive> directives = new ArrayList<>();
        directives.addAll(parser.parse("-C directive", String.join("\n", request.before())));
        String file = request.file().toString();
        problems.begin(file);
        Optional<String> text = read(request, problems);
        text.ifPresent(present -> directives.addAll(parser.parse(file, present)));
        directives.addAll(parser.parse("-c directive", String.join("\n", request.after())));
        if (text.isEmpty()) {
            return new LoadedConfig(Optional.empty(), problems.sorted());
        }
        return new LoadedConfig(
                new ConfigResolver(problems).resolve(directives, request.serverRoot(), file), problems.sorted());
    }

    private static Optional<String> read(ConfigRequest request, Problems problems) {
        SourceLocation where = SourceLocation.ofFile(request.file().toString());
        Path belowRoot = request.serverRoot().resolve(request.file());
        Path path = Files.exists(belowRoot) ? belowRoot : request.file();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                problems.error(where, "cannot be a configuration: it has more than 16 MiB; name another file with -f");
                return Optional.empty();
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            problems.error(where, "there is no such file: name the configuration with -f FILE");
        } catch (AccessDeniedException e) {
            problems.error(where, "may not be read by this user: change its permissions, or name another file with -f");
        } catch (IOException e) {
            String reason = Files.isDirectory(path) ? "is a folder" : "cannot be read (" + e.getMessage() + ")";
            problems.error(where, reason + ": name the configuration file with -f FILE");
        }
        return Optional.empty();
    }
}
