package org.whippletree.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.whippletree.config.ReadTime;

class ReadDeadlineTest {
    private static final long BEGIN = -11;

    private static ReadDeadline deadline(int initial, int most, int minRate) {
        return new ReadDeadline(new ReadTime(Duration.ofSeconds(initial), Duration.ofSeconds(most), minRate), BEGIN);
    }

    private static long left(ReadDeadline deadline, long secondsLater) {
        return TimeUnit.NANOSECONDS.toSeconds(deadline.leftNanos(BEGIN + TimeUnit.SECONDS.toNanos(secondsLater)));
    }

    @Test
    void endsWithItsTime() {
        assertEquals(20, left(deadline(20, 0, 0), 0));
        assertEquals(0, left(deadline(20, 0, 0), 20));
    }

    @Test
    void isLengthenedASecondByEachMinRateBytes() {
        ReadDeadline deadline = deadline(20, 0, 500);
        deadline.received(499);
        assertEquals(10, left(deadline, 10));

        deadline.received(1_001);
        assertEquals(13, left(deadline, 10));
    }

    @Test
    void isLengthenedToItsLongestTimeOnly() {
        ReadDeadline deadline = deadline(20, 40, 500);
        deadline.received(1_000_000);

        assertEquals(5, left(deadline, 35));
    }

    @Test
    void standsStillWhileTheClientIsNotWaitedFor() {
        ReadDeadline deadline = deadline(20, 0, 0);
        deadline.pause(BEGIN + TimeUnit.SECONDS.toNanos(5));
        assertEquals(15, left(deadline, 1_000));

        deadline.resume(BEGIN + TimeUnit.SECONDS.toNanos(1_000));
        assertEquals(5, left(deadline, 1_010));
    }

    @Test
    void neverEndsWithoutATime() {
        assertEquals(ReadDeadline.NEVER, deadline(0, 0, 500).leftNanos(BEGIN + 1));
    }
}
