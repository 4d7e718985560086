package org.whippletree.control;

/** Calls a listener so that its failure is logged and the control thread and the link survive it. */
final class Callbacks {
    private static final System.Logger LOG = System.getLogger(Callbacks.class.getName());

    private Callbacks() {}

    static void call(String name, Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "the control channel's listener failed in " + name, e);
        }
    }
}
