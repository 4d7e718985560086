package org.whippletree.control;

import java.util.List;
import java.util.function.Consumer;

/**
 * Hears what happens on the child's side. Called on the control thread: it only hands over, and never waits. What it throws is
 * logged and changes nothing.
 */
public interface ControlClientListener {
    /** The supervisor admitted this child. */
    void connected();

    /** The supervisor said something. */
    void received(ControlMessage message);

    /** All announced descriptors have come; they belong to the listener now. Not close-on-exec. */
    void listenersReceived(List<ListenerDescriptor> listeners);

    /**
     * The supervisor asks for copies of the listening descriptors. They must stay open until {@link #listenersGiven} or {@link #lost}.
     *
     * @param answer takes them, once, on any thread
     */
    void listenersWanted(Consumer<List<ListenerDescriptor>> answer);

    /** The supervisor has what the answer held. */
    void listenersGiven();

    /** An admitted link is gone; the client is trying to get another one. */
    void lost();

    /** The supervisor did not admit this child; the client goes on trying until it is closed. */
    void refused(String reason);
}
