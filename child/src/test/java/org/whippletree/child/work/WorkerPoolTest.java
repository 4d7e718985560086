package org.whippletree.child.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.whippletree.config.QueueLimits;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers.Waiter;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.scoreboard.WorkerLine;

class WorkerPoolTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private long nowMillis;
    private final List<String> events = new ArrayList<>();
    private final BlockingQueue<Runnable> loopTasks = new LinkedBlockingQueue<>();
    private final WorkerPool pool;

    WorkerPoolTest() {
        channel.freezeTime();
        Deadlines deadlines = new Deadlines(
                (action, delayNanos) -> channel.eventLoop().schedule(action, delayNanos, TimeUnit.NANOSECONDS),
                () -> TimeUnit.MILLISECONDS.toNanos(nowMillis));
        pool = new WorkerPool(
                new WorkerPool.Limits(2, 1),
                new QueueLimits(2, Duration.ofSeconds(5)),
                deadlines,
                () -> nowMillis,
                loopTasks::add,
                () -> {});
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void leasesAWorkerAtOnceWhileThereIsOne() {
        Request first = request("first");

        assertEquals(List.of("first granted"), events);
        assertEquals(1, pool.busy());
        first.lease.release(7);
        assertEquals(2, pool.idle());
        assertEquals(7, pool.bytes());
        assertEquals(1, pool.requests());
    }

    @Test
    void countsWhatASlowClientWasGivenAfterItsWorkerWasFree() {
        Request first = request("first");

        first.lease.release(7);
        first.lease.answeredLater(5);

        assertEquals(2, pool.idle());
        assertEquals(12, pool.bytes());
        assertEquals(12, pool.lines().stream().mapToLong(WorkerLine::bytes).sum());
    }

    @Test
    void servesWhoWaitsInTheOrderOfArrival() {
        Request first = request("first");
        request("second");
        request("third");
        request("fourth");
        assertEquals(2, pool.queued());

        first.lease.release(0);

        assertEquals(List.of("first granted", "second granted", "third granted"), events);
        assertEquals(1, pool.queued());
    }

    @Test
    void refusesWhoFindsTheLineFull() {
        request("first");
        request("second");
        request("third");
        request("fourth");
        request("fifth");

        assertEquals(3, events.size());
        assertTrue(events.get(2).startsWith("fifth refused: no worker is free"), events::toString);
    }

    @Test
    void refusesWhoHasWaitedTooLong() {
        request("first");
        request("second");
        request("third");

        after(5_200);

        assertTrue(events.get(2).startsWith("third refused: no worker became free"), events::toString);
        assertEquals(0, pool.queued());
    }

    @Test
    void forgetsAWaiterThatIsWithdrawn() {
        Request first = request("first");
        request("second");
        Request gone = request("gone");
        pool.withdraw(gone);

        first.lease.release(0);
        after(6_000);

        assertEquals(List.of("first granted", "second granted"), events);
        assertEquals(1, pool.idle());
    }

    @Test
    void showsEachWorkerWithItsLetterAndItsRequest() {
        Request first = request("first");
        first.lease.describe("192.0.2.7", "GET", "/shop", "HTTP/1.1");
        first.lease.writing();

        List<WorkerLine> busy =
                pool.lines().stream().filter(line -> line.letter() != '_').toList();

        assertEquals(1, busy.size());
        assertEquals('W', busy.get(0).letter());
        assertEquals("GET /shop HTTP/1.1", busy.get(0).request());
        assertEquals("192.0.2.7", busy.get(0).client());
    }

    private void runOnLoop() throws InterruptedException {
        Runnable task = loopTasks.poll(20, TimeUnit.SECONDS);
        assertTrue(task != null, "nothing came back to the loop");
        task.run();
    }

    @Test
    void makesStepsOnTheThreadOfTheWorkerAndShowsWhose() throws InterruptedException {
        Request first = request("first");
        first.lease.writing();
        StringBuilder thread = new StringBuilder();

        first.lease.run("Nap", false, () -> thread.append(Thread.currentThread().getName()), () -> events.add("after"));

        WorkerLine line = pool.lines().get(0);
        assertEquals('F', line.letter());
        assertEquals("Nap", line.job());
        runOnLoop();
        assertEquals("worker-0", thread.toString());
        assertEquals(List.of("first granted", "after"), events);
        assertEquals('W', pool.lines().get(0).letter());
        assertEquals("", pool.lines().get(0).job());
        first.lease.release(0);
    }

    @Test
    void lendsNoWorkerWhoseThreadIsStillAtWork() throws InterruptedException {
        Request first = request("first");
        CountDownLatch begun = new CountDownLatch(1);
        first.lease.run(
                "Nap",
                false,
                () -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException interrupted) {
                        loopTasks.add(() -> events.add("interrupted"));
                    }
                },
                () -> events.add("after"));
        first.lease.run("Nap", false, () -> events.add("never"), () -> events.add("after the second"));
        begun.await();

        first.lease.release(3);

        assertEquals(1, pool.idle());
        assertEquals(List.of("first granted", "after the second"), events);
        runOnLoop();
        runOnLoop();
        assertEquals(List.of("first granted", "after the second", "interrupted", "after"), events);
        assertEquals(2, pool.idle());
        assertEquals(3, pool.bytes());
    }

    @Test
    void keepsAReservedWorkerForItsClientUntilThatHasGone() {
        Request first = request("first");
        first.lease.reserve();

        first.lease.release(5);

        assertEquals(1, pool.idle());
        assertEquals('K', pool.lines().get(0).letter());
        assertEquals("reserved for its client", pool.lines().get(0).job());
        first.lease.renew();
        assertEquals('R', pool.lines().get(0).letter());
        assertEquals(2, pool.requests());
        first.lease.release(6);
        first.lease.dismiss();
        assertEquals(2, pool.idle());
        assertEquals('_', pool.lines().get(0).letter());
        assertEquals(11, pool.bytes());
    }

    @Test
    void holdsAWorkerForAClientBeforeItsFirstRequest() {
        Connection client = new Connection();
        pool.request(client);

        assertEquals(1, pool.idle());
        assertEquals(1, pool.expecting());
        assertEquals(0, pool.requests());
        assertEquals('R', pool.lines().get(0).letter());
        assertEquals("reserved for its client", pool.lines().get(0).job());
        assertFalse(pool.allReserved());
        client.lease.renew();
        client.lease.release(5);
        assertEquals(0, pool.expecting());
        assertEquals(1, pool.requests());
        assertEquals('K', pool.lines().get(0).letter());
        Connection second = new Connection();
        pool.request(second);
        assertTrue(pool.allReserved());
        second.lease.dismiss();
        assertEquals(0, pool.expecting());
        assertEquals(1, pool.idle());
    }

    private static final class Connection implements Waiter {
        private Lease lease;

        @Override
        public boolean brings() {
            return false;
        }

        @Override
        public void granted(Lease leased) {
            lease = leased;
        }

        @Override
        public void refused(String reason) {
            throw new AssertionError(reason);
        }
    }

    @Test
    void letsOnlySoManyComputeAtATime() throws InterruptedException {
        Request first = request("first");
        Request second = request("second");
        first.lease.run("DEFLATE", true, () -> {}, () -> events.add("first computed"));
        second.lease.run("DEFLATE", true, () -> {}, () -> events.add("second computed"));
        Request third = request("third");

        runOnLoop();
        assertEquals(List.of("first granted", "second granted", "first computed"), events);
        runOnLoop();
        assertEquals("second computed", events.get(3));

        first.lease.run("DEFLATE", true, () -> {}, () -> {});
        second.lease.run("DEFLATE", true, () -> events.add("never"), () -> events.add("let go"));
        second.lease.release(0);
        assertEquals("let go", events.get(4));
        assertEquals("third granted", events.get(5));
        runOnLoop();
        first.lease.release(0);
        third.lease.release(0);
        assertEquals(2, pool.idle());
    }

    private Request request(String name) {
        Request request = new Request(name);
        pool.request(request);
        return request;
    }

    private void after(long millis) {
        nowMillis += millis;
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private final class Request implements Waiter {
        private final String name;
        private Lease lease;

        Request(String name) {
            this.name = name;
        }

        @Override
        public void granted(Lease leased) {
            lease = leased;
            events.add(name + " granted");
        }

        @Override
        public void refused(String reason) {
            events.add(name + " refused: " + reason);
        }
    }
}
