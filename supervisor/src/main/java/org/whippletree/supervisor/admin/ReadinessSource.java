package org.whippletree.supervisor.admin;

import java.util.concurrent.CompletionStage;

/** Whoever decides whether the server takes clients. */
@FunctionalInterface
public interface ReadinessSource {
    /** Answered by the supervisor's loop itself, so that no answer tells that the loop hangs; never blocks the caller. */
    CompletionStage<Readiness> readiness();
}
