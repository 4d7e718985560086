package org.whippletree.child.share;

/**
 * Makes room for clients that wait in the accept queue while every child is at its limit: so many answers in hand ask their clients
 * to reconnect, one for each that waits, each child its part. Whoever is asked queues behind those that have waited longer, so that
 * nobody starves behind clients that never let go. Owned by the event loop; knows no clock: the caller looks at the queue every
 * {@link #LOOK_MILLIS} while it is at its limit.
 */
public final class QueueRelief {
    /** Between two looks. */
    public static final long LOOK_MILLIS = 20;

    /** The rate cap: 500 a second. */
    static final int MOST_PER_LOOK = 10;

    /** After so many looks a sibling that seems to have room is not waited for any longer. */
    static final int PATIENT_LOOKS = 5;

    private int lastWaiting;
    private int waited;
    private int allowed;
    private int looks;

    /**
     * A look at the queue.
     *
     * @param waiting clients in it; they count once they have been there for two looks, since what a sibling is about to take needs
     *     no help
     * @param siblingHasRoom whether another child seems to have room for them, as far as is known
     * @param children that share the queue, this one among them
     * @param place of this child among them, from 0
     */
    public void looked(int waiting, boolean siblingHasRoom, int children, int place) {
        waited = waiting > 0 ? waited + 1 : 0;
        boolean another = siblingHasRoom && waited <= PATIENT_LOOKS;
        int lasting = another ? 0 : Math.min(waiting, lastWaiting);
        lastWaiting = waiting;
        looks++;
        // The remainder goes to another child at each look.
        int extra = Math.floorMod(place + looks, children) < lasting % children ? 1 : 0;
        allowed = Math.min(MOST_PER_LOOK, lasting / children + extra);
    }

    /** The child has room again, or looks no more. */
    public void none() {
        lastWaiting = 0;
        waited = 0;
        allowed = 0;
    }

    /** Whether the answer that begins shall ask its client to reconnect. */
    public boolean take() {
        if (allowed == 0) {
            return false;
        }
        allowed--;
        return true;
    }
}
