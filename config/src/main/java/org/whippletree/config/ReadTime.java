package org.whippletree.config;

import java.time.Duration;

/**
 * How long a part of a request may take to come, as {@code RequestReadTimeout} says it.
 *
 * @param initial the time that is given at first; zero: any
 * @param most what bytes that come can lengthen it to; zero: to any
 * @param minRate bytes that lengthen it by a second; 0: nothing lengthens it
 */
public record ReadTime(Duration initial, Duration most, int minRate) {
    public ReadTime {
        Checks.require(minRate >= 0, "MinRate is not negative");
    }

    /** Whether it bounds anything. */
    public boolean bounded() {
        return !initial.isZero();
    }
}
