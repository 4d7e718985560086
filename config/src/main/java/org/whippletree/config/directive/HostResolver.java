package org.whippletree.config.directive;

import java.util.List;
import org.whippletree.config.AccessLog;
import org.whippletree.config.FilePaths;
import org.whippletree.config.HostConfig;
import org.whippletree.config.HostOptions;

/** Makes of a draft what holds for the requests to its host. */
record HostResolver(FilePaths paths, InstalledFilters installed) {
    HostConfig resolve(ConfigDraft draft, Problems problems) {
        List<AccessLog> accessLogs = draft.accessLogs().resolve(paths.serverRoot(), problems);
        return new HostConfig(
                draft.server().serverName(),
                draft.proxy().routes(),
                draft.proxy().reverseMappings(),
                draft.cookies().mappings(),
                draft.locations()
                        .resolve(draft.headers().resolve(), draft.redirects().rules(), paths, problems),
                accessLogs,
                new HostOptions(
                        draft.proxy().childHeader(),
                        draft.errors().resolve(),
                        draft.proxy().via(),
                        draft.forwarding().resolve(),
                        draft.filters().resolve(installed, problems),
                        draft.environment().resolve()));
    }
}
