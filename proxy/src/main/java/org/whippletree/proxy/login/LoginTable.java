package org.whippletree.proxy.login;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.whippletree.config.LoginSection;
import org.whippletree.proxy.path.PathMatcher;
import org.whippletree.proxy.path.PathSections;

/** How clients log in, by path: of all sections that match the last one that says something holds, part by part. Pure. */
public final class LoginTable {
    private final PathSections<Section, Optional<Login>> sections;

    private record Section(PathMatcher path, LoginSection config) {}

    public LoginTable(List<LoginSection> configs) {
        this.sections = new PathSections<>(
                configs.stream()
                        .map(config -> new Section(new PathMatcher(config.path()), config))
                        .toList(),
                Section::path,
                matching -> together(matching.stream().map(Section::config).toList()));
    }

    private static Optional<Login> together(List<LoginSection> matching) {
        String type = "";
        String name = "";
        Path file = Path.of("");
        int cachedSeconds = LoginSection.USUAL_CACHED_SECONDS;
        for (LoginSection section : matching) {
            type = section.type().isEmpty() ? type : section.type();
            name = section.name().isEmpty() ? name : section.name();
            file = section.userFile().toString().isEmpty() ? file : section.userFile();
            cachedSeconds = section.cachedSeconds() < 0 ? cachedSeconds : section.cachedSeconds();
        }
        boolean complete = type.equals(LoginSection.BASIC)
                && !name.isEmpty()
                && !file.toString().isEmpty();
        return complete
                ? Optional.of(new Login(name, file, List.of(), Duration.ofSeconds(cachedSeconds)))
                : Optional.empty();
    }

    /** How clients of a path, with nothing encoded in it, log in; empty if that is not said, or not completely. */
    public Optional<Login> at(String path) {
        return sections.at(path);
    }
}
