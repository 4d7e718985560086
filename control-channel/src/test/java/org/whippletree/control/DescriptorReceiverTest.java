package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.ListenAddress;

class DescriptorReceiverTest {
    private static final ListenAddress HTTP = new ListenAddress("*", 80);
    private static final ListenAddress ALTERNATE = new ListenAddress("*", 8080);

    private final List<Object> events = new ArrayList<>();
    private final DescriptorReceiver receiver = new DescriptorReceiver(events::add, events::add);

    @Test
    void handsOverAllListenersInOrderOnceTheLastHasCome() {
        assertTrue(receiver.announced(List.of(HTTP, ALTERNATE)));
        assertTrue(receiver.received(31));
        assertEquals(List.of(0), events);

        assertTrue(receiver.received(30));

        List<ListenerDescriptor> both =
                List.of(new ListenerDescriptor(HTTP, 31), new ListenerDescriptor(ALTERNATE, 30));
        assertEquals(List.of(0, 1, both), events);
    }

    @Test
    void keepsADescriptorThatOvertookItsAnnouncement() {
        assertTrue(receiver.received(31));
        assertEquals(List.of(), events);

        assertTrue(receiver.announced(List.of(HTTP)));

        assertEquals(List.of(0, List.of(new ListenerDescriptor(HTTP, 31))), events);
    }

    @Test
    void refusesASecondDescriptorBeforeAnyAnnouncement() {
        assertTrue(receiver.received(31));

        assertFalse(receiver.received(32));

        assertEquals(List.of(31), receiver.abandon());
    }

    @Test
    void refusesAnAnnouncementWhileAnotherIsIncomplete() {
        assertTrue(receiver.announced(List.of(HTTP)));

        assertFalse(receiver.announced(List.of(ALTERNATE)));
    }

    @Test
    void handsOverNoListenersAtOnce() {
        assertTrue(receiver.announced(List.of()));

        assertEquals(List.of(List.of()), events);
    }

    @Test
    void givesUpOnlyWhatItHasNotHandedOver() {
        assertTrue(receiver.announced(List.of(HTTP)));
        assertTrue(receiver.received(31));
        assertTrue(receiver.announced(List.of(HTTP, ALTERNATE)));
        assertTrue(receiver.received(32));

        assertEquals(List.of(32), receiver.abandon());
        assertEquals(List.of(), receiver.abandon());
    }
}
