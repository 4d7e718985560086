package org.whippletree.proxy.upstream;

import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.whippletree.config.BackendConfig;

/**
 * The addresses of backends. They are asked for anew for each connection, unless a backend's {@code addressttl} has them kept; what the
 * resolver keeps for itself is its own affair. Owned by the event loop.
 */
final class AddressBook {
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final AddressResolverGroup<InetSocketAddress> resolver;
    private final Map<BackendConfig, Entry> entries = new HashMap<>();

    /** @param nanoTime of {@code addressttl} */
    AddressBook(EventLoop loop, AddressResolverGroup<InetSocketAddress> resolver, LongSupplier nanoTime) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.resolver = resolver;
    }

    private record Entry(List<InetSocketAddress> addresses, long untilNanos) {}

    /** All addresses of the backend. */
    Future<List<InetSocketAddress>> find(BackendConfig backend) {
        Entry known = entries.get(backend);
        if (known != null && nanoTime.getAsLong() - known.untilNanos() < 0) {
            return loop.newSucceededFuture(known.addresses());
        }
        Future<List<InetSocketAddress>> found = resolver.getResolver(loop)
                .resolveAll(InetSocketAddress.createUnresolved(backend.host(), backend.port()));
        long ttlNanos = backend.connections().addressTtl().toNanos();
        if (ttlNanos > 0) {
            found.addListener(done -> {
                if (done.isSuccess()) {
                    entries.put(backend, new Entry(found.getNow(), nanoTime.getAsLong() + ttlNanos));
                }
            });
        }
        return found;
    }

    /** None of the addresses could be reached: they may have changed. */
    void forget(BackendConfig backend) {
        entries.remove(backend);
    }
}
