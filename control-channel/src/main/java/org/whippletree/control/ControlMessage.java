package org.whippletree.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ServerConfig;

/**
 * One message of the control channel. The names on the wire are fixed here, so that a renamed type is still understood by a
 * process of a neighboring version; a new property must be one that an older peer can do without.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "hello", value = ControlMessage.Hello.class),
    @JsonSubTypes.Type(name = "ready", value = ControlMessage.Ready.class),
    @JsonSubTypes.Type(name = "heartbeat", value = ControlMessage.Heartbeat.class),
    @JsonSubTypes.Type(name = "listenerReceived", value = ControlMessage.ListenerReceived.class),
    @JsonSubTypes.Type(name = "leaving", value = ControlMessage.Leaving.class),
    @JsonSubTypes.Type(name = "welcome", value = ControlMessage.Welcome.class),
    @JsonSubTypes.Type(name = "refused", value = ControlMessage.Refused.class),
    @JsonSubTypes.Type(name = "configure", value = ControlMessage.Configure.class),
    @JsonSubTypes.Type(name = "listeners", value = ControlMessage.Listeners.class),
    @JsonSubTypes.Type(name = "giveListeners", value = ControlMessage.GiveListeners.class),
    @JsonSubTypes.Type(name = "adopted", value = ControlMessage.Adopted.class),
    @JsonSubTypes.Type(name = "scoreboardAt", value = ControlMessage.ScoreboardAt.class),
    @JsonSubTypes.Type(name = "watch", value = ControlMessage.Watch.class),
    @JsonSubTypes.Type(name = "arm", value = ControlMessage.Arm.class),
    @JsonSubTypes.Type(name = "disarm", value = ControlMessage.Disarm.class),
    @JsonSubTypes.Type(name = "dumpThreads", value = ControlMessage.DumpThreads.class),
    @JsonSubTypes.Type(name = "threadsDumped", value = ControlMessage.ThreadsDumped.class),
    @JsonSubTypes.Type(name = "drain", value = ControlMessage.Drain.class),
    @JsonSubTypes.Type(name = "stop", value = ControlMessage.Stop.class),
    @JsonSubTypes.Type(name = "descriptorsHere", value = ControlMessage.DescriptorsHere.class)
})
public sealed interface ControlMessage {
    /** The version of the protocol that this code speaks. */
    int PROTOCOL = 1;

    /**
     * Child to supervisor, the first message of a link: the child introduces itself.
     *
     * @param protocol {@link #PROTOCOL} of the child
     * @param slot the child's slot
     * @param generation the generation it was started for
     * @param pid its own pid, as it sees it
     * @param version its program version, for people
     * @param serving whether it has its configuration and its listeners already and only comes back
     */
    record Hello(int protocol, int slot, int generation, long pid, String version, boolean serving)
            implements ControlMessage {}

    /** Child to supervisor: it accepts clients from now on. */
    record Ready() implements ControlMessage {}

    /**
     * Child to supervisor, once a second: it lives.
     *
     * @param loopLagMillis how late its event loop is
     */
    record Heartbeat(long loopLagMillis) implements ControlMessage {}

    /**
     * Receiver to sender: one descriptor has come; this package sends and takes it.
     *
     * @param index its place among the announced ones, from 0
     */
    record ListenerReceived(int index) implements ControlMessage {}

    /**
     * Child to supervisor: it begins its exit.
     *
     * @param reason for the log
     */
    record Leaving(String reason) implements ControlMessage {}

    /**
     * Supervisor to child: it is admitted.
     *
     * @param protocol {@link #PROTOCOL} of the supervisor
     * @param nonce opens the descriptor connection; random, 128 bits, in hexadecimal
     */
    record Welcome(int protocol, String nonce) implements ControlMessage {
        @Override
        public String toString() {
            return "Welcome[protocol=" + protocol + ", nonce hidden]";
        }
    }

    /**
     * Supervisor to child: it is not admitted, and the connection ends.
     *
     * @param reason for the child's log
     */
    record Refused(String reason) implements ControlMessage {}

    /**
     * Supervisor to child: what it runs on.
     *
     * @param config the resolved configuration
     */
    record Configure(ServerConfig config) implements ControlMessage {}

    /**
     * As many descriptors follow on the descriptor connection, in this order: from the supervisor to a child that begins, or from a
     * child to the supervisor that has asked for them; this package sends and takes it.
     *
     * @param addresses what each of them listens on
     */
    record Listeners(List<ListenAddress> addresses) implements ControlMessage {
        public Listeners {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Supervisor to a child that serves: send copies of the listening descriptors, since the supervisor that bound them has died. The
     * child answers with {@link Listeners}, of none if it has closed them; this package sends it.
     */
    record GiveListeners() implements ControlMessage {}

    /** Supervisor to a child that came back: it belongs to this supervisor from now on, and is no orphan any more. */
    record Adopted() implements ControlMessage {}

    /**
     * Supervisor to child: where the scoreboard is.
     *
     * @param address host:port of the supervisor's member
     * @param secret the name that lets a process join; never logged
     */
    record ScoreboardAt(String address, String secret) implements ControlMessage {
        @Override
        public String toString() {
            return "ScoreboardAt[address=" + address + ", secret hidden]";
        }
    }

    /**
     * Supervisor to child: somebody looks, so publish a detail row now and once a second.
     *
     * @param seconds for how long
     */
    record Watch(int seconds) implements ControlMessage {}

    /** Supervisor to child: accept, even if the digest says that others should; takes a {@link Disarm} back. */
    record Arm() implements ControlMessage {}

    /** Supervisor to child: take no client until told otherwise, but keep the listeners and the clients. */
    record Disarm() implements ControlMessage {}

    /**
     * Supervisor to child, whose event loop hangs: write down what all threads do. Obeyed on the control thread.
     *
     * @param file does not exist yet
     */
    record DumpThreads(Path file) implements ControlMessage {}

    /** Child to supervisor: its threads are written down. Says nothing about its event loop. */
    record ThreadsDumped() implements ControlMessage {}

    /**
     * Supervisor to child: stop accepting, finish what is in flight, then exit with code 0.
     *
     * @param reason for the log
     * @param emptyQueues whether to go on accepting until nobody waits in the accept queues: when no sibling stays to take them
     */
    record Drain(String reason, boolean emptyQueues) implements ControlMessage {}

    /**
     * Supervisor to child: stop accepting, close idle clients, and exit in time.
     *
     * @param graceMillis how long the exit may take
     */
    record Stop(long graceMillis) implements ControlMessage {}

    /**
     * Child to supervisor, the first and only message on the descriptor connection.
     *
     * @param slot as in {@link Hello}
     * @param generation as in {@link Hello}
     * @param nonce as in {@link Welcome}
     */
    record DescriptorsHere(int slot, int generation, String nonce) implements ControlMessage {
        @Override
        public String toString() {
            return "DescriptorsHere[slot=" + slot + ", generation=" + generation + ", nonce hidden]";
        }
    }
}
