package org.whippletree.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What the {@code <Location>} sections say, each subject in file order; of all rules that match a path the last one holds.
 *
 * @param handlers what answers where no route does
 * @param accesses who may ask; a path without a rule is open to everyone
 * @param headers what is done with fields; of all rules that match a path each holds
 * @param redirects which clients are sent elsewhere if no route takes their path; the first that matches holds
 * @param adminSocket where the supervisor answers for its handlers; empty if there are none
 */
public record PathRules(
        List<HandlerRule> handlers,
        List<AccessRule> accesses,
        List<HeaderSection> headers,
        List<RedirectRule> redirects,
        Path adminSocket) {
    private static final PathRules NONE = new PathRules(List.of(), List.of(), List.of(), List.of(), Path.of(""));

    public PathRules {
        handlers = List.copyOf(handlers);
        accesses = List.copyOf(accesses);
        headers = List.copyOf(headers);
        redirects = List.copyOf(redirects);
        Checks.require(handlers.isEmpty() || adminSocket.isAbsolute(), "handlers have a socket");
    }

    /** No section. */
    public static PathRules none() {
        return NONE;
    }

    /** Whether no path is treated unlike others. */
    public boolean empty() {
        return handlers.isEmpty() && accesses.isEmpty() && headers.isEmpty() && redirects.isEmpty();
    }
}
