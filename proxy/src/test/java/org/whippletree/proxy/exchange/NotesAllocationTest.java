package org.whippletree.proxy.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.testkit.Allocations.assertAtMost;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;
import org.whippletree.config.AccessLog;
import org.whippletree.config.EnvironmentSection;
import org.whippletree.config.FilterRules;
import org.whippletree.config.ForwardingOptions;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.HostConfig;
import org.whippletree.config.HostOptions;
import org.whippletree.config.PathMatch;
import org.whippletree.config.PathRules;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.QueueLimits;
import org.whippletree.config.ViaMode;
import org.whippletree.proxy.wire.Settings;

/** Who may read the notes of an exchange, and what they cost where nobody does. */
class NotesAllocationTest {
    private static ServedHost host(PathRules rules, List<AccessLog> logs, HostOptions options) {
        HostConfig config = new HostConfig("proxy.test", List.of(), List.of(), List.of(), rules, logs, options);
        ProxyConfig proxy = new ProxyConfig(
                config,
                Settings.usualLimits(),
                new AcceptLimits(8, 2, AcceptCounts.ALL),
                new QueueLimits(8, Duration.ofSeconds(5)),
                List.of(),
                List.of());
        return new HostTable(proxy, "").main();
    }

    private static HostOptions options(List<EnvironmentSection> environment) {
        return new HostOptions(
                false, List.of(), ViaMode.ON, ForwardingOptions.usual(), FilterRules.none(), environment);
    }

    private static void assertRead(ServedHost host) {
        assertTrue(host.newNotes().read());
        assertNotSame(host.newNotes(), host.newNotes());
    }

    @Test
    void notesThatNothingReadsAllocateNothing() {
        ServedHost host = host(PathRules.none(), List.of(), HostOptions.usual());

        assertFalse(host.newNotes().read());
        assertAtMost(0, host::newNotes);
    }

    @Test
    void anExchangeHasItsOwnNotesWhereTheConfigurationMayReadThem() {
        HeaderRule rule = new HeaderRule(HeaderAction.SET, "X-Took", "%D", "");
        PathRules headers = new PathRules(
                List.of(),
                List.of(),
                List.of(new HeaderSection("", List.of(), List.of(), List.of(rule))),
                List.of(),
                Path.of(""));
        AccessLog log = new AccessLog(Path.of("/log"), List.of());
        EnvironmentSection section = new EnvironmentSection(PathMatch.every(), List.of());

        assertRead(host(headers, List.of(), HostOptions.usual()));
        assertRead(host(PathRules.none(), List.of(log), HostOptions.usual()));
        assertRead(host(PathRules.none(), List.of(), options(List.of(section))));
    }
}
