package org.whippletree.proxy.notes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HostConfig;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;

/** Which variables mean something to a host: httpd's usual lines about browsers of the past set many that nothing reads. Pure. */
final class VariablesRead {
    private static final Pattern ITEM = Pattern.compile("%\\{([^{}]+)\\}e");

    /** Those that act by themselves. */
    static final String NO_KEEP_ALIVE = "nokeepalive";

    static final String NO_PROXY = "no-proxy";

    private static final List<String> OF_FILTERS = List.of("no-gzip", "gzip-only-text/html", "filter-errordocs");

    private VariablesRead() {}

    static Set<String> by(HostConfig host) {
        Set<String> read = new HashSet<>(List.of(NO_KEEP_ALIVE, NO_PROXY));
        host.accessLogs().forEach(log -> {
            read.add(log.condition().variable());
            log.items().stream()
                    .filter(item -> item.value() == LogValue.ENVIRONMENT)
                    .map(LogItem::argument)
                    .forEach(read::add);
        });
        host.rules().headers().stream()
                .flatMap(section -> Stream.of(section.requests(), section.always(), section.onSuccess()))
                .flatMap(List::stream)
                .forEach(rule -> add(rule, read));
        if (!host.options().filters().sections().isEmpty()) {
            read.addAll(OF_FILTERS);
        }
        host.options().environment().stream()
                .flatMap(section -> section.rules().stream())
                .forEach(rule -> read.add(rule.attribute()));
        return read;
    }

    private static void add(HeaderRule rule, Set<String> read) {
        read.add(rule.condition().variable());
        for (Matcher items = ITEM.matcher(rule.value() + " " + rule.replacement()); items.find(); ) {
            read.add(items.group(1));
        }
    }
}
