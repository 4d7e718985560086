package org.whippletree.proxy.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.whippletree.config.ProxyConfig;
import org.whippletree.proxy.ReverseProxy;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.TurnClock;
import org.whippletree.proxy.upstream.EpollConnector;
import org.whippletree.testkit.Await;

/**
 * A proxy on a loop of its own between raw clients and scripted backends. After each test, without exception, a second client must
 * get its own answer, and every worker and member must be free again.
 */
public final class ProxyFixture implements BeforeEachCallback, AfterEachCallback {
    private static final MultiThreadIoEventLoopGroup GROUP =
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

    private static final String BYSTANDER_PATH = "/bystander/";

    private final Settings settings = new Settings();
    private final List<Backend> backends;
    private final Backend bystander = Backend.start();
    private final List<Wire> clients = new ArrayList<>();
    private final List<Channel> accepted = new ArrayList<>();
    private final EventLoop loop = GROUP.next();
    private FakeWorkers workers;
    private ReverseProxy proxy;
    private boolean stopped;
    private EpollServerSocketChannel listener;
    private final AtomicInteger sheds = new AtomicInteger();

    private ProxyFixture(List<Backend> backends, Consumer<Settings> changes) {
        this.backends = backends;
        changes.accept(settings);
    }

    public static ProxyFixture to(Backend... backends) {
        return new ProxyFixture(List.of(backends), settings -> {});
    }

    public static ProxyFixture to(Backend backend, Consumer<Settings> changes) {
        return new ProxyFixture(List.of(backend), changes);
    }

    public static ProxyFixture to(List<Backend> backends, Consumer<Settings> changes) {
        return new ProxyFixture(backends, changes);
    }

    /** To a backend that is none of the scripted ones. */
    public static ProxyFixture toPort(int port) {
        return toPort(port, settings -> {});
    }

    public static ProxyFixture toPort(int port, Consumer<Settings> changes) {
        return new ProxyFixture(List.of(), changes.andThen(settings -> settings.onlyPort = port));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        workers = new FakeWorkers(settings.workers, settings.queueSize, loop);
        proxy = newProxy();
        listener = new EpollServerSocketChannel();
        listener.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                Channel channel = (Channel) message;
                accepted.add(channel);
                proxy.serve(channel, loop);
            }
        });
        loop.register(listener).syncUninterruptibly();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly();
    }

    private ReverseProxy newProxy() {
        ProxyConfig config = settings.config(backends, BYSTANDER_PATH, bystander);
        return ReverseProxy.of(
                config,
                workers,
                new EpollConnector(loop, settings.resolver, config.client().flushMaxThreshold()),
                Deadlines.on(loop, new TurnClock(loop, System::nanoTime)),
                settings.childLabel,
                () -> sheds.getAndUpdate(left -> Math.max(0, left - 1)) > 0,
                () -> {});
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (context.getExecutionException().isEmpty()) {
                if (stopped) {
                    succeed();
                }
                secondClientGetsItsAnswer();
                closeClients();
                awaitRest();
            }
        } finally {
            closeClients();
            listener.close().syncUninterruptibly();
            endProxy();
            backends.forEach(Backend::close);
            bystander.close();
        }
    }

    private void closeClients() {
        clients.stream().filter(wire -> !wire.dead()).forEach(Wire::close);
    }

    private void endProxy() {
        onLoop(() -> {
            proxy.abort();
            proxy.drain();
            return true;
        });
        proxy.closeLogs();
    }

    /** A stopped proxy serves nobody any more: the next clients come to the one that takes its place. */
    private void succeed() {
        closeClients();
        awaitRest();
        endProxy();
        onLoop(() -> proxy = newProxy());
    }

    /**
     * Somebody else asks, through the backends of the case if one of them can be reached, else for what another backend of the same
     * proxy has. Follows each test by itself; a test of several cases calls it after each.
     */
    public void secondClientGetsItsAnswer() {
        List<Backend> reachable =
                backends.stream().filter(backend -> !backend.refuses()).toList();
        reachable.forEach(Backend::hear);
        List<Backend> asked = reachable.isEmpty() ? List.of(bystander) : reachable;
        String tag = "second" + System.nanoTime();
        String path = (reachable.isEmpty() ? BYSTANDER_PATH : "/") + tag;
        Wire client = client().send(settings.preamble + Http.get(path));
        String line = "GET /" + tag + " HTTP/1.1\r\n";
        Wire.await("the second client's request", () -> asked.stream().anyMatch(backend -> backend.holds(line)));
        Wire upstream = asked.stream()
                .filter(backend -> backend.holds(line))
                .findFirst()
                .orElseThrow()
                .holder(line);
        upstream.readThrough(line);
        upstream.readHead();
        upstream.send(Http.ok("Content-Length: " + tag.length(), "Connection: close") + tag);
        assertEquals(tag, client.readAnswer().body());
        upstream.close();
        client.close();
        asked.forEach(Backend::passOver);
    }

    private void awaitRest() {
        Await.until(() -> "all workers free: " + leased() + " leased", () -> leased() == 0);
        Await.until(() -> "all members free: " + busy(), () -> busy() == 0);
        Await.until(
                () -> "all clients gone: " + onLoop(() -> proxy.clients().total()),
                () -> onLoop(() -> proxy.clients().total()) == 0);
        assertEquals("", onLoop(workers::flaw));
        for (ClientState state : ClientState.values()) {
            assertEquals(0, in(state), "clients counted as " + state);
        }
    }

    public int port() {
        return listener.localAddress().getPort();
    }

    /** A new client. */
    public Wire client() {
        return kept(Wire.connect(port()));
    }

    /** A new client that reads nothing yet. */
    public Wire deafClient() {
        return kept(Wire.connectDeaf(port()));
    }

    private Wire kept(Wire client) {
        clients.add(client);
        return client;
    }

    /** The accepted channel of the client that came last. */
    public Channel lastAccepted() {
        return onLoop(this::lastAcceptedOnLoop);
    }

    /** The same, for callers on the loop. */
    public Channel lastAcceptedOnLoop() {
        return accepted.get(accepted.size() - 1);
    }

    /** How many clients have sent their FIN. */
    public int halfClosed() {
        return onLoop(() -> (int) accepted.stream()
                .filter(channel -> channel.isOpen() && ((DuplexChannel) channel).isInputShutdown())
                .count());
    }

    /** Nothing can be written any more on the proxy's connections to the port, though each of them is still silent to who reads. */
    public void endOutputTo(int port) {
        onLoop(() -> {
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
                for (Path descriptor :
                        descriptors.filter(ProxyFixture::isSocket).toList()) {
                    Socket socket =
                            new Socket(Integer.parseInt(descriptor.getFileName().toString()));
                    InetSocketAddress peer = socket.remoteAddress();
                    if (peer != null && peer.getPort() == port) {
                        socket.shutdown(false, true);
                    }
                }
            }
            return true;
        });
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException gone) {
            // One of those that are open only while they are listed.
            return false;
        }
    }

    /** The time that the loop has been at work. */
    public long loopCpuNanos() {
        return onLoop(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    public <T> T onLoop(Callable<T> action) {
        try {
            return loop.submit(action).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    public int leased() {
        return onLoop(workers::leased);
    }

    public int queued() {
        return onLoop(workers::queued);
    }

    public int granted() {
        return onLoop(workers::granted);
    }

    /** So many of the next answers ask their clients to leave. */
    public void shed(int answers) {
        sheds.set(answers);
    }

    /** How many answers still have to. */
    public int shedsLeft() {
        return sheds.get();
    }

    /** Closes clients that have been idle for so long; answers how many. */
    public int closeIdle(int most, Duration idleFor) {
        return onLoop(() -> proxy.clients().closeIdle(most, idleFor.toNanos()));
    }

    /** Requests that came behind the FIN of an idle connection. */
    public long crossed() {
        return onLoop(() -> proxy.clients().crossed());
    }

    /** Clients that are connected. */
    public int clients() {
        return onLoop(() -> proxy.clients().total());
    }

    public int in(ClientState state) {
        return onLoop(() -> proxy.clients().in(state));
    }

    public void await(ClientState state, int count) {
        Await.until(() -> count + " clients in " + state + ", there are " + in(state), () -> in(state) == count);
    }

    public void await(Supplier<Integer> figure, int value) {
        Await.until(() -> value + ", it is " + figure.get(), () -> figure.get() == value);
    }

    /** Requests at members now. */
    public int busy() {
        return onLoop(() -> proxy.balancers().stream()
                .flatMap(balancer -> balancer.members().stream())
                .mapToInt(Member::busy)
                .sum());
    }

    /** Leaves all members alone, as after a failure of the network. */
    public void failAllMembers() {
        onLoop(() -> {
            members().forEach(member -> member.failed(System.nanoTime()));
            return true;
        });
    }

    /** Takes all members into use again. */
    public void healAllMembers() {
        onLoop(() -> {
            members().forEach(member -> member.succeeded(System.nanoTime()));
            return true;
        });
    }

    /** The states of all members in one line. */
    public String memberStates() {
        return onLoop(() -> members().map(Member::stateWord).collect(Collectors.joining(" ")));
    }

    /** Failures of members so far. */
    public long errors() {
        return onLoop(() -> members().mapToLong(Member::errors).sum());
    }

    private Stream<Member> members() {
        return proxy.balancers().stream()
                .filter(balancer -> balancer.name().equals(Settings.BALANCER))
                .flatMap(balancer -> balancer.members().stream());
    }

    public void drain() {
        onLoop(() -> {
            proxy.drain();
            return true;
        });
    }

    /** Stops the proxy: the second client comes to its successor. */
    public void stop() {
        stopped = true;
        onLoop(() -> {
            proxy.stop();
            return true;
        });
    }
}
