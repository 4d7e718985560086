package org.whippletree.supervisor.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NotifierTest {
    private static final long WATCHDOG_MILLIS = 30_000;

    private final List<String> sent = new ArrayList<>();
    private boolean full;
    private String status = "idle";
    private long nowMillis = 1_000;
    private Notifier notifier = Notifier.to(this::send, OptionalLong.empty(), nowMillis);

    private boolean send(String message) {
        return !full && sent.add(message);
    }

    /** Lets time pass, deadline by deadline. */
    private void passes(long millis) {
        long end = nowMillis + millis;
        while (notifier.nextDeadlineMillis() <= end) {
            nowMillis = Math.max(nowMillis, notifier.nextDeadlineMillis());
            notifier.pass(() -> status, nowMillis);
        }
        nowMillis = end;
    }

    private List<String> sentWhile(long millis) {
        sent.clear();
        passes(millis);
        return List.copyOf(sent);
    }

    @Test
    void saysThatItServesAndWhoItIs() {
        notifier.ready(42, "2 children", nowMillis);

        assertEquals(List.of("READY=1\nMAINPID=42\nSTATUS=2 children"), sent);
    }

    @Test
    void saysThatItStops() {
        notifier.stopping("2 left", nowMillis);

        assertEquals(List.of("STOPPING=1\nSTATUS=2 left"), sent);
    }

    @Test
    void sendsAStatusOnlyWhenItHasChanged() {
        assertEquals(List.of("STATUS=idle"), sentWhile(0));
        assertEquals(List.of(), sentWhile(5 * Notifier.STATUS_MILLIS));
        status = "busy";
        assertEquals(List.of("STATUS=busy"), sentWhile(Notifier.STATUS_MILLIS));
    }

    @Test
    void sendsAtMostOneStatusInTenSeconds() {
        passes(0);
        sent.clear();
        for (int second = 0; second < 10; second++) {
            status = "second " + second;
            passes(1_000);
        }

        assertEquals(List.of("STATUS=second 9"), sent);
    }

    @Test
    void doesNotRepeatTheStatusThatCameWithReadiness() {
        notifier.ready(42, "idle", nowMillis);

        assertEquals(List.of(), sentWhile(3 * Notifier.STATUS_MILLIS));
    }

    @Test
    void feedsTheWatchdogTwiceAsOftenAsItMust() {
        notifier = Notifier.to(this::send, OptionalLong.of(WATCHDOG_MILLIS), nowMillis);
        passes(0);

        assertEquals(List.of("WATCHDOG=1", "WATCHDOG=1"), sentWhile(WATCHDOG_MILLIS));
    }

    @Test
    void doesNotFeedTheWatchdogWhenTheLoopDoesNotTurn() {
        notifier = Notifier.to(this::send, OptionalLong.of(WATCHDOG_MILLIS), nowMillis);
        passes(0);
        sent.clear();

        nowMillis += 10 * WATCHDOG_MILLIS;
        assertEquals(List.of(), sent);
        notifier.pass(() -> status, nowMillis);
        assertEquals(List.of("WATCHDOG=1"), sent);
    }

    @Test
    void triesAgainWhatFoundNoRoom() {
        notifier = Notifier.to(this::send, OptionalLong.of(WATCHDOG_MILLIS), nowMillis);
        full = true;
        notifier.ready(42, "idle", nowMillis);
        passes(0);
        full = false;

        assertEquals(List.of("READY=1\nMAINPID=42\nSTATUS=idle", "WATCHDOG=1"), sentWhile(Notifier.RETRY_MILLIS));
    }

    @Test
    void doesNotSayLaterThatItServesWhenItStops() {
        full = true;
        passes(0);
        notifier.ready(42, "idle", nowMillis);
        notifier.stopping("2 left", nowMillis);
        full = false;

        assertEquals(List.of("STOPPING=1\nSTATUS=2 left"), sentWhile(Notifier.RETRY_MILLIS));
    }

    @Test
    void isSilentAndNeverWakesTheLoopWhereNobodyListens() {
        notifier = Notifier.of(NotifySettings.none(), nowMillis);

        assertEquals(Long.MAX_VALUE, notifier.nextDeadlineMillis());
    }
}
