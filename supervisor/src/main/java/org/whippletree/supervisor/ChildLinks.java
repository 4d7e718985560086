package org.whippletree.supervisor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;
import org.whippletree.scoreboard.ScoreboardAccess;

/** What children are told when they introduce themselves, and the listeners that are on their way to them. Owned by the loop. */
final class ChildLinks {
    /** Links on which listeners travel: their descriptors must stay open meanwhile. */
    private final Set<ChildLink> delivering = new HashSet<>();

    private record Closing(int belowGeneration, Runnable action) {}

    private final List<Closing> closings = new ArrayList<>();
    private Optional<ControlMessage.ScoreboardAt> scoreboardAt = Optional.empty();

    /** A child is there, for the first time or again; one that has been told to leave needs nothing any more. */
    void welcome(ChildHandle child, ChildLink link, Generation current) {
        if (child.ordered()) {
            return;
        }
        boolean serving = link.hello().serving();
        link.send(serving ? new ControlMessage.Adopted() : new ControlMessage.Configure(current.config()));
        scoreboardAt.ifPresent(link::send);
        if (!serving) {
            delivering.add(link);
            link.sendListeners(current.listeners());
        }
    }

    /** The listeners have arrived, or never will. */
    void delivered(ChildLink link) {
        delivering.remove(link);
        List<Closing> due = closings.stream()
                .filter(closing -> !deliveringBelow(closing.belowGeneration()))
                .toList();
        closings.removeAll(due);
        due.forEach(closing -> closing.action().run());
    }

    private boolean deliveringBelow(int generation) {
        return delivering.stream().anyMatch(link -> link.hello().generation() < generation);
    }

    /** Calls the action when no listener of a generation below this one is on its way. */
    void whenDelivered(int belowGeneration, Runnable action) {
        if (deliveringBelow(belowGeneration)) {
            closings.add(new Closing(belowGeneration, action));
        } else {
            action.run();
        }
    }

    void scoreboardUp(ScoreboardAccess access, Iterable<ChildHandle> children) {
        ControlMessage.ScoreboardAt message = new ControlMessage.ScoreboardAt(access.address(), access.secret());
        scoreboardAt = Optional.of(message);
        children.forEach(child -> child.send(message));
    }
}
