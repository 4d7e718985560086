package org.whippletree.child.share;

/**
 * What a child knows when it decides.
 *
 * @param own its own figures, live
 * @param siblings from the newest digest
 * @param fresh whether that digest may be acted on; if not, the child goes by its own figures
 * @param acceptQueue clients that wait in the kernel's queue, as last looked at; 0 if none or not known
 * @param brief whether the child's requests are over sooner, of late, than a hold-off would be
 */
public record SiblingView(ChildFigures own, Siblings siblings, boolean fresh, int acceptQueue, boolean brief) {
    /** What a child with these figures would do without a scoreboard. */
    public static SiblingView alone(ChildFigures own, int acceptQueue) {
        return new SiblingView(own, Siblings.none(), false, acceptQueue, false);
    }

    /**
     * The part of all children's load that is the child's by its share; the mean, when all are warm.
     *
     * @param ownLoad what to take for its own load
     * @param underway load that has left this child and cannot be seen at a sibling yet
     */
    double fairLoad(double ownLoad, double underway) {
        return own.share() * (ownLoad + siblings.load() + underway) / (own.share() + siblings.shares());
    }
}
