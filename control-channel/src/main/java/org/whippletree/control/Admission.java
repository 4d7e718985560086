package org.whippletree.control;

import java.util.Optional;

/**
 * Decides whether a process that introduces itself becomes a child's link. Called on the control thread, so it must not wait.
 */
@FunctionalInterface
public interface Admission {
    /** Why the peer is refused, in words for its log; empty if it is admitted. */
    Optional<String> refusal(ControlMessage.Hello hello, PeerIdentity peer);
}
