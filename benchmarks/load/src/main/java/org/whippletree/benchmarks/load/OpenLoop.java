package org.whippletree.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for {@code /1k} at random moments with a given mean rate (a Poisson process), over connections that are kept. Each time runs
 * from the moment a request was due, not from the one it could be sent at, so that a server that stalls is charged for all who would have
 * come meanwhile. One thread; never a second try.
 *
 * <p>Prints {@code answered lost p50 p99 p999 max announced}, times in microseconds, of the second half of the run: the first warms up. A
 * connection whose close an answer has announced is no loss: another one takes its place, and it counts as announced.
 */
public final class OpenLoop {
    private static final long NANOS = 1_000_000_000L;
    private static final long GRACE_NANOS = 5 * NANOS;
    private static final long PAUSE_NANOS = 20_000;
    private static final int SEED = 7;

    private final Selector selector = Selector.open();
    private final InetSocketAddress server;
    private final ArrayDeque<KeptConnection> free = new ArrayDeque<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private final List<KeptConnection> all = new ArrayList<>();
    private final long[] micros;
    private int answered;
    private int lost;
    private int announced;

    private OpenLoop(InetSocketAddress server, int expected) throws IOException {
        this.server = server;
        this.micros = new long[expected];
    }

    /** Arguments: port, requests a second, connections, seconds. */
    public static void main(String[] arguments) throws IOException {
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[3]);
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
        OpenLoop loop = new OpenLoop(server, rate * seconds);
        loop.connect(Integer.parseInt(arguments[2]));
        loop.run(rate);
        loop.print();
    }

    private void connect(int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            KeptConnection connection = new KeptConnection(server);
            connection.channel().register(selector, SelectionKey.OP_READ, connection);
            all.add(connection);
            free.add(connection);
        }
    }

    private void run(int rate) throws IOException {
        Random random = new Random(SEED);
        double mean = (double) NANOS / rate;
        double due = System.nanoTime() + mean;
        int sent = 0;
        long end = Long.MAX_VALUE;
        while (answered + lost < micros.length && System.nanoTime() < end) {
            long now = System.nanoTime();
            while (sent < micros.length && due <= now) {
                waiting.add((long) due);
                due += -Math.log(1 - random.nextDouble()) * mean;
                sent++;
            }
            if (sent == micros.length && end == Long.MAX_VALUE) {
                end = now + GRACE_NANOS;
            }
            while (!waiting.isEmpty() && !free.isEmpty()) {
                ask(free.poll(), waiting.poll());
            }
            if (selector.selectNow(this::read) == 0) {
                // The backend has the same core: a loop that spins would make it wait.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        lost = micros.length - answered;
    }

    private void ask(KeptConnection connection, long dueNanos) {
        try {
            connection.ask(dueNanos);
        } catch (IOException e) {
            lose(connection, e);
        }
    }

    private void read(SelectionKey key) {
        KeptConnection connection = (KeptConnection) key.attachment();
        try {
            if (connection.answered()) {
                micros[answered++] = (System.nanoTime() - connection.dueNanos()) / 1_000;
                if (connection.last()) {
                    announced++;
                    key.cancel();
                    connection.close();
                    connect(1);
                } else {
                    free.add(connection);
                }
            }
        } catch (IOException e) {
            key.cancel();
            lose(connection, e);
        }
    }

    private void lose(KeptConnection connection, IOException failure) {
        if (lost++ == 0) {
            System.err.println("lost: " + failure.getMessage());
        }
        connection.close();
    }

    private void print() {
        long[] counted = Arrays.copyOfRange(micros, answered / 2, answered);
        Arrays.sort(counted);
        all.forEach(KeptConnection::close);
        System.out.println(answered + " " + lost + " " + at(counted, 0.5) + " " + at(counted, 0.99) + " "
                + at(counted, 0.999) + " " + at(counted, 1) + " " + announced);
    }

    private static long at(long[] sorted, double part) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }
}
