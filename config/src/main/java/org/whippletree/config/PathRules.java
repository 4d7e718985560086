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
 * @param logins how clients log in where users are asked for
 * @param adminSocket where the supervisor answers for its handlers; empty if there are none
 */
public record PathRules(
        List<HandlerRule> handlers,
        List<AccessRule> accesses,
        List<HeaderSection> headers,
        List<RedirectRule> redirects,
        List<LoginSection> logins,
        Path adminSocket) {
    private static final PathRules NONE = new PathRules(List.of(), List.of(), List.of(), List.of(), Path.of(""));

    public PathRules {
        handlers = List.copyOf(handlers);
        accesses = List.copyOf(accesses);
        headers = List.copyOf(headers);
        redirects = List.copyOf(redirects);
        logins = List.copyOf(logins);
        Checks.require(handlers.isEmpty() || adminSocket.isAbsolute(), "handlers have a socket");
    }

    /** Those of a server that asks for no users. */
    public PathRules(
            List<HandlerRule> handlers,
            List<AccessRule> accesses,
            List<HeaderSection> headers,
            List<RedirectRule> redirects,
            Path adminSocket) {
        this(handlers, accesses, headers, redirects, List.of(), adminSocket);
    }

    /** No section. */
    public static PathRules none() {
        return NONE;
    }

    /** Whether no path is treated unlike others. */
    public boolean empty() {
        return handlers.isEmpty() && accesses.isEmpty() && headers.isEmpty() && redirects.isEmpty() && logins.isEmpty();
    }
}
