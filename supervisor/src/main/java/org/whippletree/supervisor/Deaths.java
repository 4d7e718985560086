package org.whippletree.supervisor;

import java.util.Optional;
import org.whippletree.config.errorlog.ErrorLog;

/** What the server makes of the end of a child while it runs. Owned by the loop. */
final class Deaths {
    private static final System.Logger LOG = System.getLogger(Deaths.class.getName());

    private final RunMode mode;
    private final ChildPool pool;
    private final SpareChildren spares;

    Deaths(RunMode mode, ChildPool pool, SpareChildren spares) {
        this.mode = mode;
        this.pool = pool;
        this.spares = spares;
    }

    /**
     * The server has to end.
     *
     * @param reason for the log
     * @param graceful whether what is in flight is finished first
     * @param exitCode of the server
     */
    record Ending(String reason, boolean graceful, int exitCode) {}

    /**
     * A child is gone, and out of the table.
     *
     * @param expected whether it was told to leave, or had left
     */
    Optional<Ending> happened(ChildHandle child, ChildExit exit, boolean expected, long nowMillis) {
        if (!expected) {
            ErrorLog.notice(LOG, "AH00052: child pid " + child.pid() + " " + exit.inWords());
            pool.arm();
        }
        if (mode.singleChild()) {
            return Optional.of(new Ending("the only child has ended, shutting down", false, exit.normal() ? 0 : 1));
        }
        boolean current = child.generation() == pool.current().number();
        return switch (ExitVerdict.of(exit, expected, current)) {
            case EXPECTED -> Optional.empty();
            case REPLACED -> {
                if (current) {
                    pool.died(child.livedMillis(nowMillis), nowMillis);
                }
                yield Optional.empty();
            }
            case SICK -> {
                fellSick(nowMillis);
                yield Optional.empty();
            }
            case OBSOLETE_FATAL -> {
                LOG.log(System.Logger.Level.WARNING, "AH00487: Ignoring fatal error in " + child);
                fellSick(nowMillis);
                yield Optional.empty();
            }
            case FATAL -> {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "AH00050: Child " + child.pid()
                                + " returned a Fatal error... Server is exiting! Its own messages say why");
                yield Optional.of(new Ending("shutting down, since no child can be set up", true, 1));
            }
        };
    }

    private void fellSick(long nowMillis) {
        pool.fellSick(nowMillis);
        spares.calm();
    }

    /** Whether children end for want of a resource, and none serves. */
    Optional<Ending> hopeless() {
        if (!pool.hopeless()) {
            return Optional.empty();
        }
        LOG.log(
                System.Logger.Level.ERROR,
                "AH02324: A resource shortage or other unrecoverable failure was encountered while no child serves; the"
                        + " server is exiting! The child's own messages say what lacked");
        return Optional.of(new Ending("shutting down, since no child has what it needs", true, 1));
    }
}
