package org.whippletree.config;

import java.util.List;

/**
 * What a host does with its messages.
 *
 * @param childHeader whether answers tell which child gave them ({@code ChildHeader})
 * @param errors what clients get in place of errors, in file order
 * @param via what becomes of Via
 * @param forwarding what it is lenient with, and how far its requests may go
 * @param filters what bodies go through
 * @param environment which variables exchanges have, in file order
 */
public record HostOptions(
        boolean childHeader,
        List<ErrorSection> errors,
        ViaMode via,
        ForwardingOptions forwarding,
        FilterRules filters,
        List<EnvironmentSection> environment) {
    public HostOptions {
        errors = List.copyOf(errors);
        environment = List.copyOf(environment);
    }

    /** One that adds its entry to Via, and leaves bodies as they are. */
    public HostOptions(boolean childHeader, List<ErrorSection> errors) {
        this(childHeader, errors, ViaMode.ON, ForwardingOptions.usual(), FilterRules.none(), List.of());
    }

    /** What holds unless the configuration says otherwise. */
    public static HostOptions usual() {
        return new HostOptions(false, List.of());
    }

    /** The same with other filters. */
    public HostOptions filtering(FilterRules others) {
        return new HostOptions(childHeader, errors, via, forwarding, others, environment);
    }
}
