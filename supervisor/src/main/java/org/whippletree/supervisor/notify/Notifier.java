package org.whippletree.supervisor.notify;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps the service manager informed: that the server serves, that its loop turns, what it does, that it stops. Never waits; what
 * could not be sent is sent a second later, if it is still true. Owned by the loop of the supervisor.
 */
public final class Notifier implements AutoCloseable {
    /** A status line is as fresh as this. */
    static final long STATUS_MILLIS = 10_000;

    static final long RETRY_MILLIS = 1_000;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long NEVER = Long.MAX_VALUE;

    private interface Closing {
        void close() throws IOException;
    }

    private final Predicate<String> sender;
    private final Closing closing;
    private final OptionalLong feedEveryMillis;
    private final long statusEveryMillis;
    /** What must not be lost and has not been sent yet. */
    private Optional<String> unsent = Optional.empty();

    private String statusSent = "";
    private long feedAtMillis;
    private long statusAtMillis;
    private long retryAtMillis = NEVER;

    private Notifier(
            Predicate<String> sender,
            Closing closing,
            OptionalLong watchdogMillis,
            long statusEveryMillis,
            long nowMillis) {
        this.sender = sender;
        this.closing = closing;
        // Half of it, as sd_watchdog_enabled(3) recommends: one turn may be late.
        this.feedEveryMillis = watchdogMillis.isPresent()
                ? OptionalLong.of(Math.max(1, watchdogMillis.getAsLong() / 2))
                : OptionalLong.empty();
        this.statusEveryMillis = statusEveryMillis;
        this.feedAtMillis = feedEveryMillis.isPresent() ? nowMillis : NEVER;
        this.statusAtMillis = statusEveryMillis == NEVER ? NEVER : nowMillis;
    }

    /** For a server that nobody watches. */
    public static Notifier none() {
        return new Notifier(message -> true, () -> {}, OptionalLong.empty(), NEVER, 0);
    }

    /** Tells who asked for it in the environment. */
    public static Notifier of(NotifySettings settings, long nowMillis) {
        if (settings.socket().isEmpty()) {
            return none();
        }
        NotifySocket socket = new NotifySocket(settings.socket().get());
        return new Notifier(socket::send, socket::close, settings.watchdogMillis(), STATUS_MILLIS, nowMillis);
    }

    /**
     * Tells by other means than a socket.
     *
     * @param sender returns whether a message was sent
     */
    public static Notifier to(Predicate<String> sender, OptionalLong watchdogMillis, long nowMillis) {
        return new Notifier(sender, () -> {}, watchdogMillis, STATUS_MILLIS, nowMillis);
    }

    /** The server serves; its main process is {@code pid}. */
    public void ready(long pid, String status, long nowMillis) {
        tell("READY=1\nMAINPID=" + pid + "\nSTATUS=" + status, nowMillis);
        statusSent = status;
    }

    /**
     * The server begins to read its configuration anew.
     *
     * @param nowMillis of the kernel's monotonic clock, rounded down
     */
    public void reloading(long nowMillis) {
        // Rounded up: a stamp from before the manager's own request would be taken for an earlier reload's.
        long micros = (nowMillis + 1) * MICROS_PER_MILLI - 1;
        tell("RELOADING=1\nMONOTONIC_USEC=" + micros, nowMillis);
    }

    /** The server has ended to do so, with or without a change. */
    public void reloaded(String status, long nowMillis) {
        tell("READY=1\nSTATUS=" + status, nowMillis);
        statusSent = status;
    }

    /** The server begins to stop. */
    public void stopping(String status, long nowMillis) {
        tell("STOPPING=1\nSTATUS=" + status, nowMillis);
        statusSent = status;
    }

    private void tell(String message, long nowMillis) {
        unsent = Optional.of(message);
        retry(nowMillis);
    }

    private void retry(long nowMillis) {
        unsent = unsent.filter(message -> !sender.test(message));
        retryAtMillis = unsent.isPresent() ? nowMillis + RETRY_MILLIS : NEVER;
    }

    public long nextDeadlineMillis() {
        return Math.min(retryAtMillis, Math.min(feedAtMillis, statusAtMillis));
    }

    /**
     * Sends what is due.
     *
     * @param status asked for only when it is due
     */
    public void pass(Supplier<String> status, long nowMillis) {
        if (nowMillis >= retryAtMillis) {
            retry(nowMillis);
        }
        if (nowMillis >= feedAtMillis) {
            boolean sent = sender.test("WATCHDOG=1");
            feedAtMillis = nowMillis
                    + (sent ? feedEveryMillis.getAsLong() : Math.min(RETRY_MILLIS, feedEveryMillis.getAsLong()));
        }
        if (nowMillis >= statusAtMillis) {
            String text = status.get();
            if (!text.equals(statusSent) && sender.test("STATUS=" + text)) {
                statusSent = text;
            }
            statusAtMillis = nowMillis + statusEveryMillis;
        }
    }

    @Override
    public void close() throws IOException {
        closing.close();
    }
}
