package org.whippletree.config.directive;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which parameters something takes.
 *
 * @param words httpd's name for what takes them
 * @param known in lower case
 * @param moot those of the known ones that change nothing here
 * @param notYet httpd's others, refused by name
 */
record ParameterKind(String words, Set<String> known, Set<String> moot, Set<String> notYet) {
    /** Of a backend; httpd calls it a worker. */
    static final ParameterKind WORKER = new ParameterKind(
            "Worker",
            Stream.concat(
                            ConnectionDraft.KEYS.stream(),
                            Stream.of(
                                    "loadfactor",
                                    "ttl",
                                    "connectiontimeout",
                                    "timeout",
                                    "retry",
                                    "lbset",
                                    "status",
                                    "upgrade",
                                    "route",
                                    "redirect"))
                    .collect(Collectors.toUnmodifiableSet()),
            Set.of("iobuffersize"),
            Set.of(
                    "secret",
                    "flusher",
                    "mapping",
                    "hcmethod",
                    "hcinterval",
                    "hcpasses",
                    "hcfails",
                    "hcuri",
                    "hcexpr",
                    "hctemplate"));

    /** Of a balancer. */
    static final ParameterKind BALANCER = new ParameterKind(
            "Balancer",
            Set.of(
                    "lbmethod",
                    "maxattempts",
                    "nofailover",
                    "timeout",
                    "failonstatus",
                    "failontimeout",
                    "forcerecovery",
                    "stickysession",
                    "stickysessionsep",
                    "scolonpathdelim"),
            Set.of(),
            Set.of("growth", "nonce"));
}
