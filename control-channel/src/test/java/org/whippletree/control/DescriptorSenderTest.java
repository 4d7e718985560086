package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.ListenAddress;

class DescriptorSenderTest {
    private static final ListenerDescriptor HTTP = new ListenerDescriptor(new ListenAddress("*", 80), 11);
    private static final ListenerDescriptor ALTERNATE = new ListenerDescriptor(new ListenAddress("*", 8080), 12);

    private final List<String> events = new ArrayList<>();
    private final DescriptorSender sender =
            new DescriptorSender(message -> events.add(message.toString()), () -> events.add("delivered"));

    @Test
    void announcesAtOnceAndWaitsForTheDescriptorConnection() {
        sender.deliver(List.of(HTTP));
        assertEquals(List.of("Listeners[addresses=[*:80]]"), events);

        assertTrue(sender.opened(descriptor -> events.add("sent " + descriptor)));

        assertEquals(List.of("Listeners[addresses=[*:80]]", "sent 11"), events);
    }

    @Test
    void sendsADescriptorOnlyAfterTheOneBeforeWasAcknowledged() {
        assertTrue(sender.opened(descriptor -> events.add("sent " + descriptor)));
        sender.deliver(List.of(HTTP, ALTERNATE));
        assertEquals(List.of("Listeners[addresses=[*:80, *:8080]]", "sent 11"), events);
        events.clear();

        assertTrue(sender.acknowledged(0));
        assertEquals(List.of("sent 12"), events);
        assertTrue(sender.acknowledged(1));

        assertEquals(List.of("sent 12", "delivered"), events);
    }

    @Test
    void finishesOneDeliveryBeforeItAnnouncesTheNext() {
        assertTrue(sender.opened(descriptor -> events.add("sent " + descriptor)));
        sender.deliver(List.of(HTTP));
        sender.deliver(List.of(ALTERNATE));
        events.clear();

        assertTrue(sender.acknowledged(0));

        assertEquals(List.of("delivered", "Listeners[addresses=[*:8080]]", "sent 12"), events);
    }

    @Test
    void deliversNoListenersAtOnce() {
        sender.deliver(List.of());

        assertEquals(List.of("Listeners[addresses=[]]", "delivered"), events);
    }

    @Test
    void refusesAnAcknowledgmentThatIsNotDue() {
        assertFalse(sender.acknowledged(0));
        sender.deliver(List.of(HTTP, ALTERNATE));
        assertFalse(sender.acknowledged(0));
        assertTrue(sender.opened(descriptor -> events.add("sent " + descriptor)));

        assertFalse(sender.acknowledged(1));
    }

    @Test
    void refusesASecondDescriptorConnection() {
        assertTrue(sender.opened(descriptor -> events.add("first")));
        assertFalse(sender.opened(descriptor -> events.add("second")));

        sender.deliver(List.of(HTTP));

        assertEquals(List.of("Listeners[addresses=[*:80]]", "first"), events);
    }
}
