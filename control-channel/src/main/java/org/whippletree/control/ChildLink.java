package org.whippletree.control;

import java.util.List;

/** The supervisor's end of one admitted child's link. Its methods may be called on any thread and never wait. */
public interface ChildLink {
    /** How the child introduced itself. */
    ControlMessage.Hello hello();

    /** Sends a message; on a lost link it goes nowhere, which {@link ControlServerListener#lost} has told or will tell. */
    void send(ControlMessage message);

    /**
     * Announces listening sockets and sends their descriptors one by one, each after the one before was acknowledged, as soon as
     * the child's descriptor connection is there. The sender's copies stay open and must stay so until
     * {@link ControlServerListener#listenersDelivered} or {@link ControlServerListener#lost}. A second call waits for the first.
     */
    void sendListeners(List<ListenerDescriptor> listeners);

    /**
     * Asks for the listening sockets of a child that serves; {@link ControlServerListener#listenersTaken} follows, or
     * {@link ControlServerListener#lost}. Called once at the most.
     */
    void takeListeners();

    /** Closes the link; {@link ControlServerListener#lost} follows. */
    void close();
}
