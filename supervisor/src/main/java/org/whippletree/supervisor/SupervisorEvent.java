package org.whippletree.supervisor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;
import org.whippletree.scoreboard.Scoreboard;
import org.whippletree.scoreboard.ScoreboardAccess;
import org.whippletree.supervisor.admin.Readiness;
import org.whippletree.supervisor.admin.RestartReport;
import org.whippletree.supervisor.status.ServerStatus;

/** Something that happened elsewhere and that the loop of the supervisor has to deal with, in the order of arrival. */
sealed interface SupervisorEvent {
    void applyTo(Supervisor supervisor, long nowMillis);

    /** A signal reached this process; the name is without SIG. */
    record SignalReceived(String name) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.signalled(name, nowMillis);
        }
    }

    /** The process of a child has ended. */
    record ChildExited(long pid, ChildExit exit) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.exited(pid, exit, nowMillis);
        }
    }

    /** An admitted child opened a link, for the first time or again. */
    record LinkConnected(ChildLink link) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.reports().connected(link, nowMillis);
        }
    }

    /** A child sent a message. */
    record MessageReceived(ChildLink link, ControlMessage message) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.reports().received(link, message, nowMillis);
        }
    }

    /** A link ended; its child may come back. */
    record LinkLost(ChildLink link) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.reports().lost(link);
        }
    }

    /** A child has all listeners. */
    record ListenersDelivered(ChildLink link) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.reports().delivered(link);
        }
    }

    /** The scoreboard can be written and read. */
    record ScoreboardUp(Scoreboard scoreboard, ScoreboardAccess access) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.scoreboardUp(scoreboard, access, nowMillis);
        }
    }

    /** Operators and probes are answered. */
    record AdminUp() implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.adminUp();
        }
    }

    /** Somebody wants to know how the server is doing. */
    record StatusAsked(CompletableFuture<ServerStatus> answer) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.statusAsked(answer, nowMillis);
        }
    }

    /** A probe wants to know whether the server takes clients. */
    record ReadinessAsked(CompletableFuture<Readiness> answer) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.readinessAsked(answer, nowMillis);
        }
    }

    /** A part of the server that the configuration asks for could not start: the server cannot be what it should be. */
    record PartFailed(String message) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.partFailed(message, nowMillis);
        }
    }

    /** The next generation can take over. */
    record RestartPrepared(NextGeneration next) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.restartPrepared(next, nowMillis);
        }
    }

    /** There is no next generation; nothing has changed, and the reasons have been logged. */
    record RestartRefused(List<String> reasons) implements SupervisorEvent {
        public RestartRefused {
            reasons = List.copyOf(reasons);
        }

        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.restartRefused(reasons, nowMillis);
        }
    }

    /** Somebody wants to know how far restarts are. */
    record RestartsAsked(CompletableFuture<RestartReport> answer) implements SupervisorEvent {
        @Override
        public void applyTo(Supervisor supervisor, long nowMillis) {
            supervisor.restartsAsked(answer);
        }
    }
}
