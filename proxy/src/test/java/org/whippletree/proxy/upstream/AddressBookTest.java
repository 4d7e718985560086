package org.whippletree.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.MemberRole;

class AddressBookTest {
    private final EventLoop loop = new DefaultEventLoop();
    private int asked;
    private long nowNanos;

    private final AddressBook book = new AddressBook(loop, new Counting(), () -> nowNanos);

    /** Answers each time with another address. */
    private final class Counting extends AddressResolverGroup<InetSocketAddress> {
        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
                    promise.setSuccess(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) ++asked}));
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
                    promise.setSuccess(List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) ++asked})));
                }
            }.asAddressResolver();
        }
    }

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static BackendConfig backend(Duration addressTtl) {
        Duration second = Duration.ofSeconds(1);
        return new BackendConfig(
                "backend.example",
                80,
                "",
                1,
                second,
                second,
                second,
                1,
                second,
                false,
                "",
                new ConnectionRules(1, Duration.ZERO, true, Duration.ZERO, addressTtl, false, 8192, 0),
                MemberRole.usual());
    }

    private String found(BackendConfig backend) throws ExecutionException, InterruptedException {
        return loop.submit(() -> book.find(backend))
                .get()
                .get()
                .get(0)
                .getAddress()
                .getHostAddress();
    }

    @Test
    void asksForEachConnectionUnlessAddressesAreToBeKept() throws ExecutionException, InterruptedException {
        BackendConfig backend = backend(Duration.ZERO);

        assertEquals("10.0.0.1", found(backend));
        assertEquals("10.0.0.2", found(backend));
    }

    @Test
    void keepsAddressesForTheirTime() throws ExecutionException, InterruptedException {
        BackendConfig backend = backend(Duration.ofSeconds(9));

        assertEquals("10.0.0.1", found(backend));
        nowNanos = TimeUnit.SECONDS.toNanos(9) - 1;
        assertEquals("10.0.0.1", found(backend));
        nowNanos += 1;
        assertEquals("10.0.0.2", found(backend));
    }

    @Test
    void asksAgainIfNoneOfThemCouldBeReached() throws ExecutionException, InterruptedException {
        BackendConfig backend = backend(Duration.ofSeconds(9));
        found(backend);
        loop.submit(() -> book.forget(backend)).get();

        assertEquals("10.0.0.2", found(backend));
    }
}
