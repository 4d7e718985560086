package org.whippletree.control;

import java.util.List;

/**
 * Hears what happens on the supervisor's side. Called on the control thread: it only hands over, and never waits. What it throws
 * is logged and changes nothing.
 */
public interface ControlServerListener {
    /** A child was admitted; if it had an older link, that one was reported as lost before. */
    void connected(ChildLink link);

    /** A child said something; its introduction and its acknowledgments are not reported here. */
    void received(ChildLink link, ControlMessage message);

    /** The link is gone, for whatever reason; the last call for this link. */
    void lost(ChildLink link);

    /**
     * The answer to {@link ChildLink#takeListeners}: copies of what the child listens on, which belong to the listener now. None if it
     * has closed them. What the child says about them is not checked. Whoever never asks need not listen.
     */
    default void listenersTaken(ChildLink link, List<ListenerDescriptor> listeners) {}

    /** Every descriptor of one {@link ChildLink#sendListeners} was acknowledged. */
    void listenersDelivered(ChildLink link);
}
