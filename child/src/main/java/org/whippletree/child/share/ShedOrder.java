package org.whippletree.child.share;

/**
 * How many keep-alive clients should be asked to reconnect now, and why.
 *
 * @param cause of no meaning when the count is 0
 */
public record ShedOrder(int count, ShedCause cause) {
    static final ShedOrder NOTHING = new ShedOrder(0, ShedCause.LOCAL_RULE);

    /** Nobody. */
    public static ShedOrder nothing() {
        return NOTHING;
    }

    /** One has been asked. */
    public ShedOrder less() {
        return of(count - 1, cause);
    }

    static ShedOrder of(int count, ShedCause cause) {
        return count > 0 ? new ShedOrder(count, cause) : NOTHING;
    }

    ShedOrder atMost(int limit) {
        return limit >= count ? this : of(limit, cause);
    }
}
