package org.whippletree.supervisor.status;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a status page takes from the machine rather than from the server.
 *
 * @param load the machine's load, if it is known
 * @param cpu processor time of supervisor and children, if it is known
 * @param zone the machine's time zone, which httpd's pages show times in
 */
public record MachineFacts(Optional<LoadAverage> load, Optional<CpuTimes> cpu, ZoneId zone) {
    /** What the machine says now; reads a file or two per process. */
    public static MachineFacts now(ServerStatus status) {
        List<Long> pids = Stream.concat(
                        Stream.of(status.server().pid()),
                        status.children().stream().map(ChildFacts::pid))
                .toList();
        return new MachineFacts(LoadAverage.now(), CpuTimes.of(pids), ZoneId.systemDefault());
    }
}
