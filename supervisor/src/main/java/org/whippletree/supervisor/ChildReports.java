package org.whippletree.supervisor;

import java.util.Optional;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;

/** What children say, and how their links come and go. Owned by the loop. */
final class ChildReports {
    private static final System.Logger LOG = System.getLogger(ChildReports.class.getName());

    private final ChildPool pool;
    private final ChildLinks links;
    private final HungChildren hung;

    ChildReports(ChildPool pool, ChildLinks links, HungChildren hung) {
        this.pool = pool;
        this.links = links;
        this.hung = hung;
    }

    private Optional<ChildHandle> childOf(ChildLink link) {
        return pool.table().byPid(link.hello().pid());
    }

    void connected(ChildLink link, long now) {
        Optional<ChildHandle> introduced = childOf(link);
        if (introduced.isEmpty()) {
            // It died between its introduction and this turn of the loop.
            link.close();
            return;
        }
        ChildHandle child = introduced.get();
        child.linked(link, now);
        links.welcome(child, link, pool.current());
        if (link.hello().serving() && child.is(ChildProcessState.STARTING)) {
            pool.ready(child, now);
        }
    }

    void delivered(ChildLink link) {
        links.delivered(link);
    }

    void lost(ChildLink link) {
        links.delivered(link);
        childOf(link).ifPresent(child -> {
            LOG.log(System.Logger.Level.DEBUG, child + " lost its link");
            child.unlinked(link);
        });
    }

    void received(ChildLink link, ControlMessage message, long now) {
        childOf(link).filter(child -> child.speaksOn(link)).ifPresent(child -> heard(child, message, now));
    }

    private void heard(ChildHandle child, ControlMessage message, long now) {
        if (message instanceof ControlMessage.ThreadsDumped) {
            hung.dumped(child);
            return;
        }
        child.heard(now);
        if (message instanceof ControlMessage.Ready) {
            if (child.is(ChildProcessState.STARTING)) {
                pool.ready(child, now);
            }
        } else if (message instanceof ControlMessage.Leaving leaving) {
            child.leaves(leaving.reason(), now);
        } else if (!(message instanceof ControlMessage.Heartbeat)) {
            LOG.log(System.Logger.Level.DEBUG, child + " sent " + message);
        }
    }
}
