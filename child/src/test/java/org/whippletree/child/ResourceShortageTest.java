package org.whippletree.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class ResourceShortageTest {
    @Test
    void isFoundBeneathWhatHidesIt() {
        IOException cause = new IOException("epoll_create1() failed: Too many open files");

        assertTrue(ResourceShortage.isCauseOf(cause));
        assertTrue(ResourceShortage.isCauseOf(new IllegalStateException("no loop", new UncheckedIOException(cause))));
    }

    @Test
    void isAThreadThatCannotBeCreatedToo() {
        assertTrue(ResourceShortage.isCauseOf(new OutOfMemoryError("unable to create native thread")));
    }

    @Test
    void letsTheSupervisorTryAgain() {
        assertEquals(7, ResourceShortage.exitCode(new OutOfMemoryError("unable to create native thread")));
        assertEquals(15, ResourceShortage.exitCode(new IllegalStateException("no such balancer")));
    }

    @Test
    void isNoOtherFailure() {
        assertFalse(ResourceShortage.isCauseOf(new IOException("No such file or directory")));
        assertFalse(ResourceShortage.isCauseOf(new IllegalStateException()));
    }
}
