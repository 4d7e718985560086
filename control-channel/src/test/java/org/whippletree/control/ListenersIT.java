package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ListenAddress;

/** Listening sockets that change hands. */
class ListenersIT {
    @RegisterExtension
    private final TwoEnds ends = new TwoEnds();

    @Test
    void handsOverSocketsThatAcceptAfterTheirFormerOwnerClosedThem() throws Exception {
        LinuxSocket first = AnsweringAcceptor.listeningSocket();
        LinuxSocket second = AnsweringAcceptor.listeningSocket();
        int firstPort = AnsweringAcceptor.portOf(first);
        int secondPort = AnsweringAcceptor.portOf(second);
        List<ListenerDescriptor> sent = List.of(listenerOn(first), listenerOn(second));
        ends.listen();
        ends.connect(1, false);
        ChildLink link = ends.link();

        link.sendListeners(sent);

        ends.server().await("listenersDelivered");
        List<ListenerDescriptor> received = ends.client().awaitListeners();
        assertEquals(
                sent.stream().map(ListenerDescriptor::address).toList(),
                received.stream().map(ListenerDescriptor::address).toList());
        assertTrue(first.isOpen() && first.localAddress() != null);
        first.close();
        second.close();
        ends.closeLater(AnsweringAcceptor.on(received.get(0).descriptor(), "first"));
        ends.closeLater(AnsweringAcceptor.on(received.get(1).descriptor(), "second"));
        assertEquals("first", AnsweringAcceptor.answerAt(firstPort));
        assertEquals("second", AnsweringAcceptor.answerAt(secondPort));
    }

    @Test
    void leavesTheSendersCopyUsable() throws Exception {
        LinuxSocket listener = AnsweringAcceptor.listeningSocket();
        int port = AnsweringAcceptor.portOf(listener);
        ends.listen();
        ends.connect(1, false);
        ChildLink link = ends.link();

        link.sendListeners(List.of(listenerOn(listener)));
        ends.server().await("listenersDelivered");
        new FileDescriptor(ends.client().awaitListeners().get(0).descriptor()).close();

        ends.closeLater(AnsweringAcceptor.on(listener.intValue(), "sender"));
        assertEquals("sender", AnsweringAcceptor.answerAt(port));
    }

    @Test
    void deliversAgainOnTheSameLink() throws Exception {
        LinuxSocket listener = AnsweringAcceptor.listeningSocket();
        ends.closeLater(listener::close);
        ends.listen();
        ends.connect(1, false);
        ChildLink link = ends.link();

        link.sendListeners(List.of(listenerOn(listener)));
        link.sendListeners(List.of());
        link.sendListeners(List.of(listenerOn(listener), listenerOn(listener)));

        for (int count : List.of(1, 0, 2)) {
            ends.server().await("listenersDelivered");
            List<ListenerDescriptor> received = ends.client().awaitListeners();
            assertEquals(count, received.size());
            for (ListenerDescriptor each : received) {
                new FileDescriptor(each.descriptor()).close();
            }
        }
    }

    @Test
    void takesThemBackFromAChildSoThatTheyOutliveBothFormerOwners() throws Exception {
        LinuxSocket first = AnsweringAcceptor.listeningSocket();
        LinuxSocket second = AnsweringAcceptor.listeningSocket();
        int firstPort = AnsweringAcceptor.portOf(first);
        int secondPort = AnsweringAcceptor.portOf(second);
        ends.client().given = List.of(listenerOn(first), listenerOn(second));
        ends.listen();
        ends.connect(1, true);
        ChildLink link = ends.link();

        link.takeListeners();

        List<ListenerDescriptor> taken = ends.server().awaitListeners();
        ends.client().await("listenersGiven");
        assertEquals(
                ends.client().given.stream().map(ListenerDescriptor::address).toList(),
                taken.stream().map(ListenerDescriptor::address).toList());
        first.close();
        second.close();
        ends.closeLater(AnsweringAcceptor.on(taken.get(0).descriptor(), "first"));
        ends.closeLater(AnsweringAcceptor.on(taken.get(1).descriptor(), "second"));
        assertEquals("first", AnsweringAcceptor.answerAt(firstPort));
        assertEquals("second", AnsweringAcceptor.answerAt(secondPort));
    }

    @Test
    void takesNoneFromAChildThatHasClosedThem() throws Exception {
        ends.listen();
        ends.connect(1, true);

        ends.link().takeListeners();

        assertEquals(List.of(), ends.server().awaitListeners());
        ends.client().await("listenersGiven");
    }

    @Test
    void dropsAChildThatGivesWhatWasNotAskedFor() throws Exception {
        try (LogLines log = LogLines.of(AdmittedLink.class)) {
            ends.listen();
            RawConnection child = ends.raw();
            child.write(Samples.hello(1, true));
            ends.server().await("connected");

            child.write(new ControlMessage.Listeners(List.of(new ListenAddress("127.0.0.1", 80))));

            ends.server().await("lost");
            log.await("WARNING child 1 generation 1 (pid "
                    + ProcessHandle.current().pid() + ") loses its link: it announced listeners that nobody waits for");
        }
    }

    @Test
    void givesNoDescriptorToAPeerWithoutTheNonce() throws Exception {
        try (LogLines log = LogLines.of(Greeting.class)) {
            LinuxSocket listener = AnsweringAcceptor.listeningSocket();
            ends.closeLater(listener::close);
            ends.listen();
            ends.raw().write(Samples.hello(1, false));
            ends.server().await("connected").sendListeners(List.of(listenerOn(listener)));

            RawConnection intruder = ends.raw();
            intruder.write(new ControlMessage.DescriptorsHere(1, 1, "00".repeat(16)));

            intruder.awaitEnd();
            log.await("WARNING closing a connection to the control socket: DescriptorsHere[slot=1, generation=1,");
            ends.server().expectNothing();
        }
    }

    private static ListenerDescriptor listenerOn(LinuxSocket socket) {
        return new ListenerDescriptor(
                new ListenAddress("127.0.0.1", AnsweringAcceptor.portOf(socket)), socket.intValue());
    }
}
