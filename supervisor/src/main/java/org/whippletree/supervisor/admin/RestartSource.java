package org.whippletree.supervisor.admin;

import java.util.concurrent.CompletionStage;

/** Where the admin API gets from how far restarts are. */
public interface RestartSource {
    /** May be called on any thread; the answer may complete on any. */
    CompletionStage<RestartReport> restarts();
}
