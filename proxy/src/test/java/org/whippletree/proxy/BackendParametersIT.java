package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.post;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ConnectionRules;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;
import org.whippletree.testkit.Await;

/** What parameters of backends come to, as clients and backends see it; FailoverIT, KeptConnectionsIT and others show the rest. */
class BackendParametersIT {
    private static void answer(Wire upstream, Wire client) {
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    private static void pass(Duration time) {
        long beganNanos = System.nanoTime();
        Await.until(time::toString, () -> System.nanoTime() - beganNanos > time.toNanos());
    }

    @Nested
    class Retry {
        private static final Duration RETRY = Duration.ofSeconds(2);

        private final Backend down = Backend.start();
        private final Backend up = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(List.of(down, up), settings -> settings.retry = RETRY);

        @Test
        void isTheTimeAfterWhichAMemberIsAskedAgain() {
            down.refuseConnections();
            Wire client = proxy.client().send(get("/1"));
            Wire atUp = up.acceptAsked();
            answer(atUp, client);
            try (Backend back = Backend.startAt("127.0.0.1", down.port())) {
                client.send(get("/2"));
                atUp.readHead();
                answer(atUp, client);
                client.send(get("/3"));
                atUp.readHead();
                answer(atUp, client);
                assertEquals(0, back.connections());
                pass(RETRY);
                for (int i = 4; i <= 5; i++) {
                    client.send(get("/" + i));
                    Await.until(
                            () -> "a request",
                            () -> back.connections() > 0 || !atUp.unread().isEmpty());
                    Wire asked = atUp.unread().isEmpty() ? back.accept() : atUp;
                    asked.readHead();
                    answer(asked, client);
                    if (asked != atUp) {
                        break;
                    }
                }
                assertEquals(1, back.connections());
                assertEquals("Ok Ok", proxy.memberStates());
            }
        }
    }

    @Nested
    class NoRetry {
        private final Backend down = Backend.start();
        private final Backend up = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(List.of(down, up), settings -> settings.retry = Duration.ZERO);

        @Test
        void asksAMemberThatHasFailedInItsTurn() {
            down.refuseConnections();
            Wire client = proxy.client().send(get("/1"));
            Wire atUp = up.acceptAsked();
            answer(atUp, client);
            for (int i = 2; i <= 4; i++) {
                client.send(get("/" + i));
                atUp.readHead();
                answer(atUp, client);
            }

            assertTrue(proxy.errors() >= 2, "asked " + proxy.errors() + " times");
        }
    }

    @Nested
    class Maxattempts {
        private final Backend first = Backend.start();
        private final Backend second = Backend.start();
        private final Backend third = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(List.of(first, second, third), settings -> settings.maxAttempts = 1);

        @Test
        void isHowOftenARequestGoesToAnotherMember() {
            first.refuseConnections();
            second.refuseConnections();
            Wire client = proxy.client().send(get("/1"));

            assertEquals(503, client.readAnswer().status());
            assertEquals(0, third.connections());
            assertEquals("Err Err Ok", proxy.memberStates());
            Wire next = proxy.client().send(get("/2"));
            answer(third.acceptAsked(), next);
        }
    }

    @Nested
    class Lbset {
        private final Backend first = Backend.start();
        private final Backend second = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(List.of(first, second), settings -> settings.setEach = true);

        @Test
        void aMemberOfAHigherSetIsAskedOnlyWhileNoneOfALowerOneCanBe() {
            Wire client = proxy.client().send(get("/1"));
            Wire atFirst = first.acceptAsked();
            answer(atFirst, client);
            for (int i = 2; i <= 3; i++) {
                client.send(get("/" + i));
                atFirst.readHead();
                answer(atFirst, client);
            }
            assertEquals(0, second.connections());
            first.close();
            client.send(post("/4", 5) + "hello");
            Wire atSecond = second.acceptAsked();

            assertEquals("hello", atSecond.readExactly(5));
            answer(atSecond, client);
        }
    }

    @Nested
    class Timeout {
        private final Backend deaf = Backend.startDeaf();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(deaf, settings -> settings.backendTimeout = Duration.ofMillis(400));

        @Test
        void aBackendThatTakesNothingOfABodyIsGatewayTimeout() {
            int size = 64 << 20;
            Wire client = proxy.client().send(post("/large", size));
            Thread sender = new Thread(() -> client.trySend("x".repeat(size)), "sender");
            sender.setDaemon(true);
            sender.start();

            assertEquals(504, client.readAnswer().status());
            deaf.accept().startReading();
            proxy.await(proxy::busy, 0);
        }
    }

    /** A backend whose name stands for another address than it did before. */
    private abstract static class AMovingBackend {
        private static final String NAME = "backend.test";

        final Backend before = Backend.start();
        final Backend after = Backend.startAt("127.0.0.2", before.port());
        private volatile String address = "127.0.0.1";

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(before, settings -> {
            settings.firstHost = NAME;
            settings.resolver = resolver();
            settings.connections =
                    new ConnectionRules(100, Duration.ZERO, false, Duration.ZERO, addressTtl(), false, 8192, 0);
        });

        abstract Duration addressTtl();

        private AddressResolverGroup<InetSocketAddress> resolver() {
            return new AddressResolverGroup<>() {
                @Override
                protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
                    return new InetNameResolver(executor) {
                        @Override
                        protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
                            promise.setSuccess(InetAddress.getByName(found(name)));
                        }

                        @Override
                        protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
                            promise.setSuccess(List.of(InetAddress.getByName(found(name))));
                        }
                    }.asAddressResolver();
                }
            };
        }

        private String found(String name) {
            return name.equals(NAME) ? address : name;
        }

        /** A client that has been answered by the backend at its first address; the name stands for the second one now. */
        Wire moved() {
            Wire client = proxy.client().send(get("/1"));
            answer(before.acceptAsked(), client);
            address = "127.0.0.2";
            client.send(get("/2"));
            return client;
        }

        @AfterEach
        void end() {
            before.refuseConnections();
            after.close();
        }
    }

    @Nested
    class NoAddressttl extends AMovingBackend {
        @Override
        Duration addressTtl() {
            return Duration.ZERO;
        }

        @Test
        void theNextConnectionGoesToTheNewAddress() {
            Wire client = moved();

            answer(after.acceptAsked(), client);
            assertEquals(1, before.connections());
        }
    }

    @Nested
    class Addressttl extends AMovingBackend {
        @Override
        Duration addressTtl() {
            return Duration.ofSeconds(2);
        }

        @Test
        void connectionsGoToTheOldAddressUntilItIsOver() {
            Wire client = moved();
            answer(before.acceptAsked(), client);
            assertEquals(0, after.connections());
            pass(addressTtl());
            client.send(get("/3"));

            answer(after.acceptAsked(), client);
        }
    }
}
