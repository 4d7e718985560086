package org.whippletree.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;

class ConnectionWorkersTest {
    private final List<String> events = new ArrayList<>();
    private final Line pool = new Line();
    private final ConnectionWorkers workers = new ConnectionWorkers(pool);

    @Test
    void askThePoolWhileNoneIsReserved() {
        workers.request(new Request());

        pool.grant();
        workers.leave();

        assertEquals(List.of("granted"), events);
    }

    @Test
    void giveTheReservedOneToEachRequest() {
        workers.reserve("192.0.2.1");
        pool.grant();

        workers.request(new Request());
        workers.request(new Request());
        workers.leave();
        workers.leave();

        assertEquals(List.of("described", "renewed", "granted", "renewed", "granted", "dismissed"), events);
    }

    @Test
    void letTheFirstRequestWaitBehindItsConnection() {
        workers.reserve("192.0.2.1");

        workers.request(new Request());

        assertEquals(1, pool.waiting.size());
        pool.grant();
        assertEquals(List.of("described", "renewed", "granted"), events);
    }

    @Test
    void letTheFirstRequestAskForItselfIfNoneCouldBeReserved() {
        workers.reserve("192.0.2.1");
        workers.request(new Request());

        pool.waiting.remove(0).refused("too long");

        assertEquals(1, pool.waiting.size());
        pool.grant();
        assertEquals(List.of("granted"), events);
    }

    @Test
    void leaveTheLineWithTheirClient() {
        workers.reserve("192.0.2.1");
        Request request = new Request();
        workers.request(request);

        workers.withdraw(request);
        workers.leave();

        assertEquals(List.of(), pool.waiting);
        assertEquals(List.of(), events);
    }

    @Test
    void keepTheWorkerOfTheFirstRequestThatWantsThat() {
        workers.request(new Request());
        Lease lease = pool.grant();

        workers.keep(lease);
        workers.keep(lease);
        workers.request(new Request());

        assertEquals(List.of("granted", "reserved", "renewed", "granted"), events);
    }

    private final class Request implements Workers.Waiter {
        @Override
        public void granted(Lease lease) {
            events.add("granted");
        }

        @Override
        public void refused(String reason) {
            events.add("refused");
        }
    }

    /** Workers for which everybody waits. */
    private final class Line implements Workers {
        private final List<Waiter> waiting = new ArrayList<>();

        @Override
        public void request(Waiter waiter) {
            waiting.add(waiter);
        }

        @Override
        public void withdraw(Waiter waiter) {
            waiting.remove(waiter);
        }

        Lease grant() {
            Lease lease = new RecordedLease();
            waiting.remove(0).granted(lease);
            return lease;
        }
    }

    private final class RecordedLease implements Lease {
        @Override
        public void describe(String client, String method, String target, String version) {
            events.add("described");
        }

        @Override
        public void reading() {}

        @Override
        public void writing() {}

        @Override
        public void run(String job, boolean computes, Runnable step, Runnable after) {
            throw new AssertionError(job);
        }

        @Override
        public void reserve() {
            events.add("reserved");
        }

        @Override
        public void renew() {
            events.add("renewed");
        }

        @Override
        public void dismiss() {
            events.add("dismissed");
        }

        @Override
        public void release(long bodyBytes) {}

        @Override
        public void answeredLater(long bodyBytes) {}
    }
}
