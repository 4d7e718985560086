package org.whippletree.config;

/** A letter of {@code status=}, but for I, which is {@link BackendConfig#ignoresErrors}. */
public enum MemberFlag {
    /** D: it gets no request. */
    DISABLED('D'),
    /** S: it gets no request, and is not asked for its health. */
    STOPPED('S'),
    /** N: it gets the requests of its sessions only. */
    DRAINING('N'),
    /** R: it takes the place of a member of its set that is not usable. */
    HOT_SPARE('R'),
    /** H: it is used while no member and no spare of its set is. */
    HOT_STANDBY('H'),
    /** E: it begins as one that has just failed. */
    IN_ERROR('E'),
    /** C: a health check has found it unusable. */
    CHECK_FAILED('C');

    private final char letter;

    MemberFlag(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }
}
