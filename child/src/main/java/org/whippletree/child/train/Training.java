package org.whippletree.child.train;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.whippletree.child.loop.ChildLoop;
import org.whippletree.child.loop.TrainingSockets;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;
import org.whippletree.config.AccessLog;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ChildLimits;
import org.whippletree.config.ChildOptions;
import org.whippletree.config.ChildOwner;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.CrashOptions;
import org.whippletree.config.FilePaths;
import org.whippletree.config.GracePeriods;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ListenOptions;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogLevel;
import org.whippletree.config.LogValue;
import org.whippletree.config.PathRules;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.QueueLimits;
import org.whippletree.config.Route;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.SharingRules;
import org.whippletree.control.ChildArguments;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.ControlServer;
import org.whippletree.control.ControlServerListener;
import org.whippletree.control.ListenerDescriptor;
import org.whippletree.scoreboard.ScoreboardMember;

/**
 * A child's whole life in small, in one process: it is configured, gets a listener, forwards requests to a backend, publishes rows
 * and drains. Runs once, when a class-data archive is made; its sockets are on loopback.
 */
public final class Training {
    private static final int REQUESTS = 50;
    private static final long STEP_SECONDS = 30;

    private Training() {}

    /**
     * Runs the exercise and returns when the child has drained.
     *
     * @param folder an empty folder, for the sockets; whoever made it deletes it
     * @param child runs a child until its end
     */
    public static void run(Path folder, Consumer<ChildArguments> child) throws IOException, InterruptedException {
        Path socket = folder.resolve("control.sock");
        TrainingSupervisor supervisor = new TrainingSupervisor();
        try (ChildLoop loop = ChildLoop.start();
                ScoreboardMember member = ScoreboardMember.start();
                TrainingSockets sockets = TrainingSockets.open(loop, new Backend())) {
            supervisor.prepare(config(folder, sockets.backendPort()), member, sockets.listener());
            ControlServer control = ControlServer.listen(socket, (hello, peer) -> Optional.empty(), supervisor);
            Thread life = new Thread(() -> child.accept(new ChildArguments(0, 1, socket)), "trained-child");
            life.start();
            supervisor.await();
            forward(sockets.listenerPort());
            supervisor.link.send(new ControlMessage.Watch(1));
            supervisor.link.send(new ControlMessage.Drain("training is over", false));
            life.join(TimeUnit.SECONDS.toMillis(STEP_SECONDS));
            control.close();
        }
    }

    private static void forward(int port) throws IOException {
        for (int i = 0; i < REQUESTS; i++) {
            try (Socket client = new Socket()) {
                client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                client.getOutputStream().write(request(i).getBytes(StandardCharsets.US_ASCII));
                InputStream answer = client.getInputStream();
                answer.readAllBytes();
            }
        }
    }

    private static String request(int number) {
        String head = " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: training\r\nAccept: */*\r\nConnection: close\r\n";
        return number % 2 == 0
                ? "GET /app/page?n=" + number + head + "\r\n"
                : "POST /app/form" + head + "Content-Length: 5\r\n\r\nhello";
    }

    private static ServerConfig config(Path folder, int backendPort) {
        Duration second = Duration.ofSeconds(1);
        Duration minute = Duration.ofMinutes(1);
        BackendConfig backend =
                new BackendConfig("127.0.0.1", backendPort, "", 1, minute, minute, minute, 8, Duration.ZERO, false, "");
        ProxyConfig proxy = new ProxyConfig(
                "training",
                new ClientLimits(minute, true, second, 100, second, 65_535, 8_190, 65_536, ProtocolOptions.strict()),
                new AcceptLimits(8, 2, AcceptCounts.ALL),
                new QueueLimits(64, second),
                List.of(new Route("/", false, "training", "/", false)),
                List.of(),
                List.of(new BalancerConfig("training", BalancerMethod.BYREQUESTS, 0, List.of(backend))),
                true,
                PathRules.none(),
                List.of(new AccessLog(
                        folder.resolve("access_log"),
                        List.of(LogItem.of(LogValue.BEGIN_TIME, ""), LogItem.of(LogValue.REQUEST_LINE, "")))));
        return new ServerConfig(
                "training",
                new FilePaths(folder, folder, folder.resolve("pid"), folder.resolve("error_log"), Path.of("")),
                LogLevel.WARN,
                List.of(new ListenAddress("127.0.0.1", 0)),
                ListenOptions.ofBacklog(511),
                List.of(),
                new ProcessLimits(1, 1, 64, 8, 8, 1, 8),
                new ChildOptions(
                        List.of(),
                        minute,
                        SharingRules.defaults(),
                        ChildLimits.none(),
                        CrashOptions.none(folder),
                        ChildOwner.starter()),
                GracePeriods.defaults(),
                proxy);
    }

    /** Says what a supervisor says. */
    private static final class TrainingSupervisor implements ControlServerListener {
        private final CountDownLatch ready = new CountDownLatch(1);
        private ServerConfig config;
        private ScoreboardMember member;
        private ListenerDescriptor listener;
        private ChildLink link;

        void prepare(ServerConfig resolved, ScoreboardMember scoreboard, ListenerDescriptor socket) {
            config = resolved;
            member = scoreboard;
            listener = socket;
        }

        void await() throws InterruptedException {
            if (!ready.await(STEP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the trained child did not become ready");
            }
        }

        @Override
        public void connected(ChildLink child) {
            link = child;
            child.send(new ControlMessage.Configure(config));
            child.send(new ControlMessage.ScoreboardAt(
                    member.access().address(), member.access().secret()));
            child.sendListeners(List.of(listener));
        }

        @Override
        public void received(ChildLink child, ControlMessage message) {
            if (message instanceof ControlMessage.Ready) {
                ready.countDown();
            }
        }

        @Override
        public void listenersDelivered(ChildLink child) {}

        @Override
        public void lost(ChildLink child) {}
    }

    /** Answers each request with a page. */
    private static final class Backend implements Consumer<Channel> {
        private static final byte[] PAGE = String.join(
                        "\r\n",
                        "HTTP/1.1 200 OK",
                        "Content-Type: text/plain",
                        "Transfer-Encoding: chunked",
                        "Location: http://127.0.0.1/elsewhere",
                        "",
                        "5",
                        "hello",
                        "0",
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);

        @Override
        public void accept(Channel accepted) {
            accepted.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    ReferenceCountUtil.release(message);
                    ctx.writeAndFlush(Unpooled.wrappedBuffer(PAGE));
                }
            });
        }
    }
}
