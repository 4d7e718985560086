package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.FailoverRules;
import org.whippletree.config.FlushMode;
import org.whippletree.config.FlushRules;
import org.whippletree.config.KeepRules;
import org.whippletree.config.MemberFlag;
import org.whippletree.config.MemberRole;
import org.whippletree.config.ProxyHeaderVersion;

class BackendParametersTest {
    @TempDir
    Path folder;

    private BalancerConfig balancer(String member, String... more) throws IOException {
        return new ConfigText(folder)
                .config("Listen 80", "BalancerMember balancer://a http://h " + member, String.join("\n", more))
                .proxy()
                .balancers()
                .get(0);
    }

    private BackendConfig member(String parameters) throws IOException {
        return balancer(parameters).members().get(0);
    }

    @Test
    void takeHowConnectionsAreMadeAndKept() throws IOException {
        assertEquals(
                new ConnectionRules(
                        3,
                        Duration.ofMillis(250),
                        false,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(9),
                        true,
                        4096,
                        512),
                member("smax=3 acquire=250 disablereuse=On ping=50ms addressttl=9 keepalive=on"
                                + " responsefieldsize=4096 receivebuffersize=512")
                        .connections());
    }

    @Test
    void tellWhenAnswersAreFlushed() throws IOException {
        assertEquals(FlushRules.AT_ONCE, member("loadfactor=1").connections().flush());
        assertEquals(
                FlushMode.OFF, member("flushpackets=off").connections().flush().mode());
        assertEquals(
                new FlushRules(FlushMode.AUTO, Duration.ofMillis(10)),
                member("flushpackets=auto").connections().flush());
        assertEquals(
                new FlushRules(FlushMode.AUTO, Duration.ofMillis(250)),
                member("flushwait=250 flushpackets=Auto").connections().flush());
        assertEquals(
                FlushRules.AT_ONCE,
                member("flushpackets=auto flushwait=0").connections().flush());
    }

    @Test
    void tellBackendsOfTheClientInEitherVersion() throws IOException {
        assertEquals(
                ProxyHeaderVersion.V1, member("proxyprotocol=v1").connections().proxyHeader());
        assertEquals(
                ProxyHeaderVersion.V2, member("proxyprotocol=V2").connections().proxyHeader());
        assertEquals(ConnectionRules.usual(), member("proxyprotocol=off").connections());
    }

    @Test
    void meanTheUsualWhereHttpdsSayTheDefault() throws IOException {
        BackendConfig member = member("enablereuse=On ping=0 addressttl=-1 responsefieldsize=0 status=-D");

        assertEquals(ConnectionRules.usual(), member.connections());
        assertEquals(MemberRole.usual(), member.role());
    }

    @Test
    void keepWhatIsBeyondSmaxForItsTtl() throws IOException {
        assertEquals(
                Integer.MAX_VALUE, member("smax=3 ttl=30").connections().keep().idleMax());
    }

    @Test
    void takeHowManyConnectionsAreKeptAndForHowLong() throws IOException {
        assertEquals(
                new KeepRules(2, 5, Duration.ofMinutes(10), 100),
                member("min=2 smax=5 maxage=10min maxrequests=100")
                        .connections()
                        .keep());
        assertEquals(
                new KeepRules(0, Integer.MAX_VALUE, Duration.ofHours(1), 10_000),
                member("loadfactor=1").connections().keep());
        assertEquals(
                new KeepRules(0, Integer.MAX_VALUE, Duration.ZERO, 0),
                member("maxage=0 maxrequests=0").connections().keep());
    }

    @ParameterizedTest
    @ValueSource(strings = {"min=-1", "smax=x", "maxage=-1", "maxage=old", "maxrequests=-1", "maxrequests=many"})
    void refuseWhatIsNoBoundOfKeptConnections(String parameter) throws IOException {
        List<String> messages =
                new ConfigText(folder).messages("Listen 80", "BalancerMember balancer://a http://h " + parameter);

        assertEquals(1, messages.size(), messages::toString);
    }

    @Test
    void giveEachChildItsPartOfMaxtotal() throws IOException {
        assertEquals(6, member("maxtotal=100").maxConnections());
        assertEquals(1, member("maxtotal=10").maxConnections());
        assertEquals(4, member("maxtotal=100 max=4").maxConnections());
    }

    @Test
    void takeAMembersRole() throws IOException {
        assertEquals(
                new MemberRole(7, Set.of(MemberFlag.DISABLED, MemberFlag.HOT_SPARE)),
                member("lbset=7 status=+D+HR-H").role());
        assertTrue(member("status=I").ignoresErrors());
        assertFalse(member("status=I status=-I").ignoresErrors());
    }

    @Test
    void takeWhatABalancerDoesWhenMembersFail() throws IOException {
        BalancerConfig balancer = balancer(
                "",
                "ProxySet balancer://a lbmethod=byBusyness timeout=2 failonstatus=502,503 failontimeout=On"
                        + " forcerecovery=Off nofailover=On");

        assertEquals(BalancerMethod.BYBUSYNESS, balancer.method());
        assertEquals(
                new FailoverRules(Duration.ofSeconds(2), Set.of(502, 503), true, false, true), balancer.failover());
    }

    @Test
    void tellWhatChangesNothing() throws IOException {
        List<String> messages =
                new ConfigText(folder).messages("Listen 80", "BalancerMember balancer://a http://h iobuffersize=8192");

        assertEquals(1, messages.size());
        assertTrue(
                messages.get(0).endsWith("notice: iobuffersize has no effect: answers are passed on as they come"),
                messages.get(0));
    }
}
