package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.post;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.FailoverRules;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;

/** What becomes of a request and of its member when the member fails: the table of httpd's failures, with our corrections. */
class FailoverIT {
    private abstract static class TwoMembers {
        final Backend first = Backend.start();
        final Backend second = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(List.of(first, second), settings());

        abstract Consumer<Settings> settings();

        /** Two requests in a row, of which the first member would be given one. */
        void assertServedBySecond(Wire client) {
            client.send(get("/next"));
            Wire upstream = second.acceptAsked();
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
            client.send(get("/last"));
            upstream.readHead();
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
            assertEquals(1, first.connections());
        }

        static ConnectionRules waitingAtMost(Duration acquire) {
            return new ConnectionRules(Integer.MAX_VALUE, acquire, true, Duration.ZERO, Duration.ZERO, false, 8192, 0);
        }

        static FailoverRules failing(Set<Integer> statuses, boolean timeouts) {
            return new FailoverRules(Duration.ZERO, statuses, timeouts, true, false);
        }
    }

    @Nested
    class ANameThatIsNone extends TwoMembers {
        @Override
        Consumer<Settings> settings() {
            return settings -> settings.firstHost = "no-such-host.invalid";
        }

        @Test
        void failsOverToTheNextMember() {
            Wire client = proxy.client().send(post("/", 5) + "hello");
            Wire upstream = second.accept();
            upstream.readThrough("hello");
            upstream.send(OK);

            assertEquals("ok", client.readAnswer().body());
            assertEquals("Err Ok", proxy.memberStates());
        }
    }

    @Nested
    class AFullPool extends TwoMembers {
        @Override
        Consumer<Settings> settings() {
            return settings -> {
                settings.maxConnections = 1;
                settings.connections = waitingAtMost(Duration.ofMillis(50));
            };
        }

        @Test
        void passesTheRequestOnAndLeavesItsMemberInUse() {
            Wire one = proxy.client().send(get("/1"));
            Wire atFirst = first.acceptAsked();
            Wire two = proxy.client().send(get("/2"));
            Wire atSecond = second.acceptAsked();
            // Whichever member this one is given first, its pool is full, and so is the other one's.
            Wire three = proxy.client().send(get("/3"));

            assertEquals(503, three.readAnswer().status());
            assertEquals("Ok Ok", proxy.memberStates());
            assertEquals(0, proxy.errors());
            atFirst.send(OK);
            atSecond.send(OK);
            assertEquals("ok", one.readAnswer().body());
            assertEquals("ok", two.readAnswer().body());
        }

        @Test
        void isNoMatterWhileTheOtherMemberHasRoom() {
            Wire one = proxy.client().send(get("/1"));
            Wire atFirst = first.acceptAsked();
            Wire two = proxy.client().send(get("/2"));
            Wire atSecond = second.acceptAsked();
            atSecond.send(OK);
            two.readAnswer();
            // The first one is full; the request that is dealt to it goes to the second one's kept connection.
            Wire three = proxy.client().send(get("/3"));
            atSecond.readHead();
            atSecond.send(OK);

            assertEquals("ok", three.readAnswer().body());
            atFirst.send(OK);
            assertEquals("ok", one.readAnswer().body());
            assertEquals("Ok Ok", proxy.memberStates());
        }
    }

    @Nested
    class AStatusOfFailonstatus extends TwoMembers {
        @Override
        Consumer<Settings> settings() {
            return settings -> settings.failover = failing(Set.of(503), false);
        }

        @Test
        void isPassedOnAndItsMemberIsLeftAlone() {
            Wire client = proxy.client().send(get("/1"));
            first.acceptAsked().send(head("HTTP/1.1 503 Gone", "Content-Length: 0"));

            assertEquals(503, client.readAnswer().status());
            assertEquals("Err Ok", proxy.memberStates());
            assertServedBySecond(client);
        }
    }

    @Nested
    class AStatusOfFailonstatusWhileOthersConnect extends TwoMembers {
        @Override
        Consumer<Settings> settings() {
            return settings -> {
                settings.failover = failing(Set.of(503), false);
                settings.maxConnections = 1;
            };
        }

        @Test
        void isNotForgottenWhenARequestThatWaitedGetsThrough() {
            Wire one = proxy.client().send(get("/1"));
            Wire atFirst = first.acceptAsked();
            Wire two = proxy.client().send(get("/2"));
            Wire atSecond = second.acceptAsked();
            // It is given to the first member, and waits for its only connection.
            Wire three = proxy.client().send(get("/3"));
            proxy.await(proxy::busy, 3);
            atFirst.send(head("HTTP/1.1 503 Gone", "Content-Length: 0"));
            assertEquals(503, one.readAnswer().status());
            atFirst.readHead();

            assertEquals("Err Ok", proxy.memberStates());
            atFirst.send(OK);
            assertEquals("ok", three.readAnswer().body());
            assertEquals("Err Ok", proxy.memberStates());
            atSecond.send(OK);
            assertEquals("ok", two.readAnswer().body());
        }
    }

    @Nested
    class ASilentMemberWithFailontimeout extends TwoMembers {
        @Override
        Consumer<Settings> settings() {
            return settings -> {
                settings.backendTimeout = Duration.ofMillis(200);
                settings.failover = failing(Set.of(), true);
            };
        }

        @Test
        void isGatewayTimeoutAndTheMemberIsLeftAlone() {
            Wire client = proxy.client().send(get("/1"));
            first.acceptAsked();

            assertEquals(504, client.readAnswer().status());
            assertEquals("Err Ok", proxy.memberStates());
            assertServedBySecond(proxy.client());
        }
    }

    @Nested
    class APing extends TwoMembers {
        @Override
        Consumer<Settings> settings() {
            return settings -> settings.connections = new ConnectionRules(
                    Integer.MAX_VALUE, Duration.ZERO, true, Duration.ofMillis(150), Duration.ZERO, false, 8192, 0);
        }

        @Test
        void asksForA100BeforeTheBodyGoesOut() {
            Wire client = proxy.client().send(post("/", 5) + "hello");
            Wire upstream = first.accept();
            assertTrue(upstream.readHead().contains("xpect: 100-continue"));
            assertEquals("", upstream.unread());
            upstream.send(head("HTTP/1.1 100 Continue"));

            assertEquals("hello", upstream.readExactly(5));
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }

        @Test
        void thatIsNotAnsweredGivesTheRequestToTheNextMember() {
            Wire client = proxy.client().send(post("/", 5) + "hello");
            Wire silent = first.acceptAsked();
            Wire upstream = second.acceptAsked();
            upstream.send(head("HTTP/1.1 100 Continue"));
            assertEquals("hello", upstream.readExactly(5));
            upstream.send(OK);

            assertEquals("ok", client.readAnswer().body());
            assertEquals("Err Ok", proxy.memberStates());
            assertEquals("", silent.unread());
        }

        @Test
        void thatIsAnsweredByAFinalAnswerEndsThere() {
            Wire client = proxy.client().send(post("/", 5) + "hello");
            Wire upstream = first.acceptAsked();
            upstream.send(head("HTTP/1.1 403 No", "Content-Length: 0"));

            assertEquals(403, client.readAnswer().status());
            assertTrue(upstream.awaitEnd() != null);
            assertEquals("", upstream.unread());
        }

        @Test
        void isNotAskedForARequestWithoutABody() {
            Wire client = proxy.client().send(get("/"));
            Wire upstream = first.accept();
            assertTrue(!upstream.readHead().contains("xpect:"));
            upstream.send(OK);

            assertEquals("ok", client.readAnswer().body());
        }
    }

    @Nested
    class ABalancersTimeout extends TwoMembers {
        @Override
        Consumer<Settings> settings() {
            return settings ->
                    settings.failover = new FailoverRules(Duration.ofSeconds(8), Set.of(), false, false, false);
        }

        @Test
        void letsARequestWaitForAMember() {
            proxy.failAllMembers();
            Wire client = proxy.client().send(get("/1"));
            proxy.await(proxy::leased, 1);
            assertEquals("Err Err", proxy.memberStates());
            proxy.healAllMembers();
            first.acceptAsked().send(OK);

            assertEquals("ok", client.readAnswer().body());
        }
    }
}
