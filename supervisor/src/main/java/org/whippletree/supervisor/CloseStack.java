package org.whippletree.supervisor;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, to be closed in reverse; a failure to close one keeps none of the others open. */
final class CloseStack implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CloseStack.class.getName());

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        started.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            AutoCloseable resource = started.pop();
            try {
                resource.close();
            } catch (InterruptedException e) {
                LOG.log(System.Logger.Level.WARNING, "interrupted while closing " + resource, e);
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "could not close " + resource, e);
            }
        }
    }
}
