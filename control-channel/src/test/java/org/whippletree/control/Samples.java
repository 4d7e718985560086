package org.whippletree.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;
import org.whippletree.config.AccessLog;
import org.whippletree.config.AccessRule;
import org.whippletree.config.AddressRange;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ChildLimits;
import org.whippletree.config.ChildOptions;
import org.whippletree.config.ChildOwner;
import org.whippletree.config.ClientCounts;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.CookieMapping;
import org.whippletree.config.CrashOptions;
import org.whippletree.config.DeflateRules;
import org.whippletree.config.EnvironmentRule;
import org.whippletree.config.EnvironmentSection;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.ErrorSection;
import org.whippletree.config.FailoverRules;
import org.whippletree.config.FilePaths;
import org.whippletree.config.FilterRef;
import org.whippletree.config.FilterRules;
import org.whippletree.config.FilterSection;
import org.whippletree.config.FlushMode;
import org.whippletree.config.FlushRules;
import org.whippletree.config.ForwardedFields;
import org.whippletree.config.ForwardingOptions;
import org.whippletree.config.GracePeriods;
import org.whippletree.config.HandlerRule;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.HostConfig;
import org.whippletree.config.HostOptions;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.KeepRules;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ListenOptions;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogLevel;
import org.whippletree.config.LogValue;
import org.whippletree.config.LoginSection;
import org.whippletree.config.MemberFlag;
import org.whippletree.config.MemberRole;
import org.whippletree.config.PathMatch;
import org.whippletree.config.PathRules;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.ProxyHeaderVersion;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.config.QueueLimits;
import org.whippletree.config.ReadTime;
import org.whippletree.config.RedirectRule;
import org.whippletree.config.RemoteIpRules;
import org.whippletree.config.RequestHandler;
import org.whippletree.config.RequestLimits;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.Route;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.SharingRules;
import org.whippletree.config.StickySessions;
import org.whippletree.config.SubstituteRule;
import org.whippletree.config.SubstituteRules;
import org.whippletree.config.TrustedProxy;
import org.whippletree.config.TypedFilters;
import org.whippletree.config.UnderscoreNames;
import org.whippletree.config.VariableCondition;
import org.whippletree.config.VariableSetting;
import org.whippletree.config.ViaMode;
import org.whippletree.config.VirtualHost;

/** One message of every type, with a configuration that fills every property. */
final class Samples {
    static final String SECRET = "a-secret-that-no-log-shows";

    private Samples() {}

    static List<ControlMessage> oneOfEachMessage() {
        return List.of(
                new ControlMessage.Hello(ControlMessage.PROTOCOL, 3, 2, 4711, "0.1.0", true),
                new ControlMessage.Ready(),
                new ControlMessage.Heartbeat(17),
                new ControlMessage.ListenerReceived(1),
                new ControlMessage.Leaving("drained"),
                new ControlMessage.Welcome(ControlMessage.PROTOCOL, "00ff"),
                new ControlMessage.Refused("nobody spawned it"),
                new ControlMessage.Configure(config()),
                new ControlMessage.Listeners(List.of(new ListenAddress("*", 80), new ListenAddress("::1", 8080))),
                new ControlMessage.GiveListeners(),
                new ControlMessage.Adopted(),
                new ControlMessage.ScoreboardAt("127.0.0.1:5701", SECRET),
                new ControlMessage.Watch(5),
                new ControlMessage.Arm(),
                new ControlMessage.Disarm(),
                new ControlMessage.DumpThreads(Path.of("/run/a b/threads-4711.txt")),
                new ControlMessage.ThreadsDumped(),
                new ControlMessage.Drain("graceful restart", true),
                new ControlMessage.Stop(3000),
                new ControlMessage.DescriptorsHere(3, 2, "00ff"));
    }

    static ControlMessage.Hello hello(int slot, boolean serving) {
        return new ControlMessage.Hello(
                ControlMessage.PROTOCOL, slot, 1, ProcessHandle.current().pid(), "0.1.0", serving);
    }

    private static BackendConfig backend() {
        return new BackendConfig(
                "localhost",
                8081,
                "/app",
                1.5,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ZERO,
                40,
                Duration.ofMillis(1500),
                false,
                "websocket",
                new ConnectionRules(
                        new KeepRules(1, 3, Duration.ofMinutes(7), 99),
                        Duration.ofMillis(250),
                        false,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(9),
                        true,
                        4096,
                        512,
                        ProxyHeaderVersion.V2,
                        new FlushRules(FlushMode.AUTO, Duration.ofMillis(20))),
                new MemberRole(2, Set.of(MemberFlag.HOT_SPARE, MemberFlag.DRAINING)));
    }

    private static IdentityRules identity() {
        return new IdentityRules(
                new RemoteIpRules(
                        "X-Forwarded-For",
                        "X-Forwarded-By",
                        List.of(new TrustedProxy(new AddressRange("10.0.0.0", 8), true))),
                new ProxyProtocolRules(true, List.of(new AddressRange("127.0.0.0", 8))),
                new ForwardedFields(false, true));
    }

    private static ClientLimits client() {
        return new ClientLimits(
                Duration.ofSeconds(60),
                true,
                Duration.ofSeconds(5),
                100,
                Duration.ofSeconds(2),
                65_536,
                8190,
                65_536,
                new ProtocolOptions(true, false, UnderscoreNames.REFUSE),
                new RequestLimits(
                        4096,
                        50,
                        1L << 40,
                        new ReadTime(Duration.ofSeconds(10), Duration.ofSeconds(30), 1000),
                        new ReadTime(Duration.ofSeconds(5), Duration.ZERO, 0)),
                new ClientCounts(50, 5000),
                identity());
    }

    private static HostConfig host() {
        return new HostConfig(
                "www.example.test",
                List.of(Route.exclusion("/static"), new Route("/", false, "pool", "/", true)),
                List.of(new ReverseMapping("/", "balancer://pool/")),
                List.of(new CookieMapping(CookieMapping.Attribute.PATH, "/app", "/")),
                new PathRules(
                        List.of(new HandlerRule("/static/status", RequestHandler.SERVER_STATUS)),
                        List.of(new AccessRule(
                                "/static/status", false, true, List.of(new AddressRange("2001:db8::", 32)))),
                        List.of(new HeaderSection(
                                "/static",
                                List.of(new HeaderRule(HeaderAction.EDIT_ALL, "Cookie", "a(b)", "$1")),
                                List.of(new HeaderRule(
                                        HeaderAction.UNSET, "X-Powered-By", "", "", new VariableCondition("v", true))),
                                List.of())),
                        List.of(new RedirectRule("^/(.*)", true, 410, "")),
                        List.of(new LoginSection(
                                PathMatch.prefix("/static"), "Basic", "a b", Path.of("/etc/users"), 30)),
                        Path.of("/run/a b/admin.sock")),
                List.of(new AccessLog(
                        Path.of("/var/log/access_log"),
                        List.of(
                                new LogItem(LogValue.REQUEST_FIELD, "Referer", List.of(200, 304), true),
                                LogItem.of(LogValue.TEXT, " \"")))),
                new HostOptions(
                        true,
                        List.of(new ErrorSection(
                                "/static",
                                List.of(new ErrorDocument(404, ErrorDocument.Kind.TEXT, "<p>\u00fc")),
                                true,
                                Set.of(500, 503))),
                        ViaMode.BLOCK,
                        new ForwardingOptions(true, 7),
                        new FilterRules(
                                List.of(new FilterSection(
                                        PathMatch.prefix("/static"),
                                        true,
                                        List.of(new FilterRef("Scan", "org.example.Scan")),
                                        true,
                                        List.of(),
                                        List.of(new TypedFilters(
                                                List.of(new FilterRef("Mark", "org.example.Mark")),
                                                List.of("text/html"))),
                                        new SubstituteRules(
                                                List.of(new SubstituteRule("a(b)", "$1", false, true)), 4_096, -1))),
                                new DeflateRules(9, DeflateRules.Tag.NO_CHANGE),
                                200_000,
                                Path.of("/opt/whippletree/lib/ext")),
                        List.of(new EnvironmentSection(
                                PathMatch.prefix("/static"),
                                List.of(new EnvironmentRule(
                                        "Host", "^a", true, List.of(new VariableSetting("v", "$1", false))))))));
    }

    static ServerConfig config() {
        FailoverRules failover = new FailoverRules(Duration.ofSeconds(2), Set.of(502, 503), true, false, true);
        ProxyConfig proxy = new ProxyConfig(
                host(),
                client(),
                new AcceptLimits(25, 2.5, AcceptCounts.ALL),
                new QueueLimits(200, Duration.ofSeconds(5)),
                List.of(new BalancerConfig(
                        "pool",
                        BalancerMethod.BYBUSYNESS,
                        1,
                        List.of(backend()),
                        failover,
                        new StickySessions("ID", "id", "", true, List.of("a"), List.of("b")))),
                List.of(new VirtualHost(
                        List.of(new ListenAddress("::1", 0)),
                        List.of("www.example.test", "*.test"),
                        host(),
                        client())));
        return new ServerConfig(
                "www.example.test",
                new FilePaths(
                        Path.of("/srv/a:b"),
                        Path.of("/run/a b"),
                        Path.of("/run/über.pid"),
                        Path.of("/var/log/e%20.log"),
                        Path.of("")),
                LogLevel.WARN,
                List.of(new ListenAddress("*", 80)),
                new ListenOptions(511, 0, 65_536),
                List.of(new ListenAddress("127.0.0.1", 9000)),
                new ProcessLimits(2, 16, 64, 25, 400, 75, 250),
                new ChildOptions(
                        List.of("-Xmx256m", "-Da=\"b c\""),
                        Duration.ofSeconds(60),
                        SharingRules.defaults(),
                        new ChildLimits(10_000, 1L << 40, 2_048, 1 << 20, 3),
                        new CrashOptions(Path.of("/var/crash"), true, true, List.of("/bin/hook", "a b")),
                        new ChildOwner("www-data", "33")),
                new GracePeriods(Duration.ofSeconds(61), Duration.ofSeconds(31)),
                proxy);
    }
}
