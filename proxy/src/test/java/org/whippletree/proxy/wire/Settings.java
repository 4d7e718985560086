package org.whippletree.proxy.wire;

import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;
import org.whippletree.config.AccessLog;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ClientCounts;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.EnvironmentSection;
import org.whippletree.config.ErrorSection;
import org.whippletree.config.FailoverRules;
import org.whippletree.config.FilterRules;
import org.whippletree.config.ForwardingOptions;
import org.whippletree.config.HostConfig;
import org.whippletree.config.HostOptions;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.MemberRole;
import org.whippletree.config.PathRules;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.QueueLimits;
import org.whippletree.config.RequestLimits;
import org.whippletree.config.Route;
import org.whippletree.config.StickySessions;
import org.whippletree.config.ViaMode;
import org.whippletree.config.VirtualHost;

/** What a test sets; the rest is generous. */
public final class Settings {
    /** The balancer of the test's backends. */
    public static final String BALANCER = "b";

    public static final int FLUSH_MAX = 65_536;

    public int workers = 8;
    public int queueSize = 8;
    public Duration clientTimeout = Duration.ofSeconds(20);
    public Duration keepAliveTimeout = Duration.ofSeconds(20);
    public Duration halfCloseTimeout = Duration.ofSeconds(20);
    public Duration connectTimeout = Duration.ofSeconds(5);
    public Duration backendTimeout = Duration.ofSeconds(20);
    public Duration backendIdleTimeout = Duration.ZERO;
    public Duration retry = Duration.ofSeconds(60);
    public int maxKeepAliveRequests;
    public int maxConnections = 100;
    public boolean preserveHost;
    public String childLabel = "";
    public String upgrade = "";
    public int onlyPort;
    /** Members that a request may be given to beyond the first; all the others if negative. */
    public int maxAttempts = -1;

    /** Whether each member is of a set of its own, the first backend's that is asked first. */
    public boolean setEach;

    public AddressResolverGroup<InetSocketAddress> resolver = DefaultAddressResolverGroup.INSTANCE;
    /** What each connection of the second client begins with. */
    public String preamble = "";

    public String firstHost = "127.0.0.1";
    public ConnectionRules connections = ConnectionRules.usual();
    public FailoverRules failover = FailoverRules.usual();
    public RequestLimits request = RequestLimits.usual();
    public ClientCounts counts = ClientCounts.unbounded();
    public ProtocolOptions protocol = ProtocolOptions.strict();
    public IdentityRules identity = IdentityRules.usual();
    public PathRules rules = PathRules.none();
    public StickySessions sessions = StickySessions.none();
    public List<AccessLog> accessLogs = List.of();
    public List<VirtualHost> hosts = List.of();
    public List<ErrorSection> errors = List.of();
    public FilterRules filters = FilterRules.none();
    public List<Route> routesFirst = List.of();
    public List<EnvironmentSection> environment = List.of();
    public ForwardingOptions forwarding = ForwardingOptions.usual();

    /** With a second balancer of one member, which the test knows nothing of, for what is below a path. */
    ProxyConfig config(List<Backend> backends, String bystanderPath, Backend bystander) {
        List<BackendConfig> members = onlyPort > 0
                ? List.of(member(onlyPort, firstHost, 0))
                : IntStream.range(0, backends.size())
                        .mapToObj(
                                i -> member(backends.get(i).port(), i == 0 ? firstHost : "127.0.0.1", setEach ? i : 0))
                        .toList();
        HostConfig main = new HostConfig(
                "proxy.test",
                Stream.concat(
                                routesFirst.stream(),
                                Stream.of(
                                        Route.exclusion("/not-ours"),
                                        new Route(bystanderPath, false, "bystander", "/", preserveHost),
                                        new Route("/", false, BALANCER, "/", preserveHost)))
                        .toList(),
                List.of(),
                List.of(),
                rules,
                accessLogs,
                new HostOptions(!childLabel.isEmpty(), errors, ViaMode.ON, forwarding, filters, environment));
        return new ProxyConfig(
                main,
                limits(),
                new AcceptLimits(workers, 2, AcceptCounts.ALL),
                new QueueLimits(queueSize, Duration.ofSeconds(5)),
                List.of(
                        balancer(BALANCER, members, maxAttempts < 0 ? members.size() - 1 : maxAttempts, sessions),
                        balancer(
                                "bystander",
                                List.of(member(bystander.port(), "127.0.0.1", 0)),
                                0,
                                StickySessions.none())),
                hosts);
    }

    private BalancerConfig balancer(String name, List<BackendConfig> members, int attempts, StickySessions sessions) {
        return new BalancerConfig(name, BalancerMethod.BYREQUESTS, attempts, members, failover, sessions);
    }

    /** How clients are treated. */
    public ClientLimits limits() {
        return new ClientLimits(
                clientTimeout,
                true,
                keepAliveTimeout,
                maxKeepAliveRequests,
                halfCloseTimeout,
                FLUSH_MAX,
                8_190,
                16_380,
                protocol,
                request,
                counts,
                identity);
    }

    /** The same where nothing is set. */
    public static ClientLimits usualLimits() {
        return new Settings().limits();
    }

    private BackendConfig member(int port, String host, int set) {
        return new BackendConfig(
                host,
                port,
                "",
                1,
                connectTimeout,
                backendTimeout,
                retry,
                maxConnections,
                backendIdleTimeout,
                false,
                upgrade,
                connections,
                new MemberRole(set, Set.of()));
    }
}
