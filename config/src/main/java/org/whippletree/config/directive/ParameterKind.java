package org.whippletree.config.directive;

import java.util.Set;

/**
 * Which parameters something takes.
 *
 * @param words httpd's name for what takes them
 * @param known in lower case
 * @param notYet httpd's others, refused by name
 */
record ParameterKind(String words, Set<String> known, Set<String> notYet) {
    /** Of a backend; httpd calls it a worker. */
    static final ParameterKind WORKER = new ParameterKind(
            "Worker",
            Set.of("loadfactor", "max", "ttl", "connectiontimeout", "timeout", "retry", "upgrade"),
            Set.of(
                    "min",
                    "smax",
                    "acquire",
                    "keepalive",
                    "disablereuse",
                    "enablereuse",
                    "addressttl",
                    "ping",
                    "iobuffersize",
                    "responsefieldsize",
                    "receivebuffersize",
                    "flushpackets",
                    "flushwait",
                    "lbset",
                    "route",
                    "redirect",
                    "status",
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
            Set.of("lbmethod", "maxattempts"),
            Set.of(
                    "stickysession",
                    "stickysessionsep",
                    "scolonpathdelim",
                    "nofailover",
                    "timeout",
                    "failonstatus",
                    "failontimeout",
                    "forcerecovery",
                    "growth",
                    "nonce"));
}
