package org.whippletree.config.directive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whippletree.config.ServerConfig;

/** Loads configurations from texts, in a folder of the test. */
record ConfigText(Path folder) {
    LoadedConfig load(String... lines) throws IOException {
        return loadWith(Map.of(), lines);
    }

    LoadedConfig loadWith(Map<String, String> environment, String... lines) throws IOException {
        Files.writeString(folder.resolve("test.conf"), String.join("\n", lines) + "\n");
        return ConfigLoader.load(request(Set.of()), environment, true);
    }

    ConfigRequest request(Set<String> defines) {
        return new ConfigRequest(Path.of("test.conf"), folder, List.of(), List.of(), defines);
    }

    /** The configuration of lines that have no problem. */
    ServerConfig config(String... lines) throws IOException {
        LoadedConfig loaded = load(lines);
        if (!loaded.problems().isEmpty()) {
            throw new AssertionError("problems: " + loaded.messages());
        }
        return loaded.config().orElseThrow();
    }

    /** Their messages without the name of the file. */
    List<String> messages(String... lines) throws IOException {
        return load(lines).messages().stream()
                .map(message -> message.replaceFirst("^test[.]conf:? ?", ""))
                .toList();
    }
}
