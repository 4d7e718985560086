package org.whippletree.config.directive;

import java.util.List;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.ProcessLimits;

/** What the directives read so far have set; one part per subject, each with its rows and its rules. */
record ConfigDraft(
        Problems problems,
        ServerDirectives server,
        ListenDirectives listen,
        ProcessDirectives processes,
        ChildDirectives child,
        SharingDirectives sharing,
        ChildLimitDirectives childLimits,
        CrashDirectives crashes,
        OwnerDirectives owner,
        GraceDirectives grace,
        ClientDirectives client,
        RequestLimitDirectives requestLimits,
        ProtocolDirectives protocol,
        IdentityDirectives identity,
        ProxyDirectives proxy,
        ForwardingDirectives forwarding,
        LocationDirectives locations,
        HeaderDirectives headers,
        EnvironmentDirectives environment,
        RedirectDirectives redirects,
        CookieDirectives cookies,
        ErrorDirectives errors,
        FilterDirectives filters,
        AccessLogDirectives accessLogs,
        VirtualHostDirectives virtualHost) {
    static ConfigDraft withDefaults(Problems problems) {
        return new ConfigDraft(
                problems,
                new ServerDirectives(),
                new ListenDirectives(),
                new ProcessDirectives(),
                new ChildDirectives(),
                new SharingDirectives(),
                new ChildLimitDirectives(),
                new CrashDirectives(),
                new OwnerDirectives(),
                new GraceDirectives(),
                new ClientDirectives(),
                new RequestLimitDirectives(),
                new ProtocolDirectives(),
                new IdentityDirectives(),
                new ProxyDirectives(),
                new ForwardingDirectives(),
                new LocationDirectives(),
                new HeaderDirectives(),
                new EnvironmentDirectives(),
                new RedirectDirectives(),
                new CookieDirectives(),
                new ErrorDirectives(),
                new FilterDirectives(),
                new AccessLogDirectives(),
                new VirtualHostDirectives());
    }

    /** How clients are treated. */
    ClientLimits limits(ProcessLimits processes) {
        return client.resolve(requestLimits, protocol, identity.resolve(), processes);
    }

    /** What no virtual host can have for itself. */
    List<Object> ofAllClients(ProcessLimits processes) {
        return List.of(limits(processes).counts(), server.errorLog(), server.logLevel());
    }
}
