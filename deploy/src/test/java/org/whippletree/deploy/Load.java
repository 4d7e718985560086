package org.whippletree.deploy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.whippletree.testkit.Await;

/**
 * Clients that send one request after the other, a few on each connection, with a short pause before each: what a test waits for meanwhile
 * needs the processors too. They never try again: refused, reset, closed without an answer and answered with an error all count as lost.
 */
final class Load implements AutoCloseable {
    static final int EXCHANGES_PER_CONNECTION = 5;
    private static final int PAUSE_MILLIS = 5;

    private final int port;
    private final Map<Long, Long> answers = new ConcurrentHashMap<>();
    private final List<LoadReport.Loss> losses = new CopyOnWriteArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    /** Requests that clients may still begin. */
    private final AtomicLong budget;

    private final List<Thread> clients;

    private Load(int port, int clients, long budget) {
        this.port = port;
        this.budget = new AtomicLong(budget);
        this.clients = IntStream.range(0, clients)
                .mapToObj(number -> new Thread(this::run, "client-" + number))
                .toList();
        this.clients.forEach(Thread::start);
    }

    /** Starts clients that go on until they are stopped. */
    static Load start(int port, int clients) {
        return new Load(port, clients, Long.MAX_VALUE);
    }

    /** Sends so many requests and waits for their end. */
    static LoadReport send(int port, int clients, int requests) {
        return new Load(port, clients, requests).end();
    }

    /** Waits until so many more requests have been answered. */
    void awaitAnswers(int more) {
        long enough = answered.get() + more;
        Await.until(more + " more answers; losses so far: " + losses, () -> answered.get() >= enough);
    }

    /** How many good answers a child has given so far. */
    long answersOf(long child) {
        return answers.getOrDefault(child, 0L);
    }

    /** No client begins another exchange; waits for those in flight. */
    LoadReport stop() {
        budget.set(0);
        return end();
    }

    private LoadReport end() {
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
        return new LoadReport(Map.copyOf(answers), List.copyOf(losses));
    }

    @Override
    public void close() {
        stop();
    }

    private void run() {
        while (budget.get() > 0) {
            connection();
        }
    }

    private void connection() {
        long child = LoadReport.Loss.UNKNOWN;
        long connectingAtNanos = System.nanoTime();
        boolean begun = false;
        try (RawConnection connection = RawConnection.open(port)) {
            for (int number = 0; number < EXCHANGES_PER_CONNECTION && budget.getAndDecrement() > 0; number++) {
                begun = true;
                Await.passing(PAUSE_MILLIS);
                Answer answer = connection.get("/path/" + number);
                if (answer.status() != 200) {
                    losses.add(new LoadReport.Loss(answer.child(), connectingAtNanos, "status " + answer.status()));
                    return;
                }
                child = answer.child();
                answers.merge(child, 1L, Long::sum);
                answered.incrementAndGet();
                if (answer.closes()) {
                    return;
                }
            }
        } catch (IOException failure) {
            if (!begun) {
                budget.decrementAndGet();
            }
            losses.add(new LoadReport.Loss(child, connectingAtNanos, failure.toString()));
        }
    }
}
