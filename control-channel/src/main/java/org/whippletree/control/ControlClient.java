package org.whippletree.control;

import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.whippletree.control.ControlMessage.Hello;

/**
 * The child's side of the control channel: keeps one link to whichever supervisor listens on the control socket, and after a loss
 * tries several times a second until it is closed. Owns one thread, "control"; its methods may be called on any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or a listener has no outcome that anyone could act on
public final class ControlClient implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ControlClient.class.getName());

    private final ControlThread thread = new ControlThread();
    private final ClientSocket socket;
    private final Supplier<Hello> introduction;
    private final ControlClientListener listener;
    /** The linked channel; written on the control thread, read by any sender. */
    private volatile Optional<Channel> link = Optional.empty();

    private State state = State.WAITING;
    private Optional<Channel> attempt = Optional.empty();
    private String lastFailure = "";
    private RetryPause pause = RetryPause.first();

    private enum State {
        /** The next attempt is due in a moment. */
        WAITING,
        /** An attempt is under way: no answer yet. */
        CONNECTING,
        /** Messages travel. */
        LINKED,
        /** The owner closed the client. */
        CLOSED
    }

    private ControlClient(Path path, Supplier<Hello> introduction, ControlClientListener listener) {
        this.socket = new ClientSocket(thread.loop(), path);
        this.introduction = introduction;
        this.listener = listener;
    }

    /**
     * Starts connecting and returns at once.
     *
     * @param socket the control socket
     * @param hello how the child introduces itself; asked on the control thread at each attempt
     * @param listener hears what happens
     */
    public static ControlClient connect(Path socket, Supplier<Hello> hello, ControlClientListener listener) {
        Epoll.ensureAvailability();
        ControlClient client = new ControlClient(socket, hello, listener);
        client.thread.loop().execute(client::attempt);
        return client;
    }

    /** Sends without waiting; false if there is no link now, or if its supervisor has long been reading nothing. */
    public boolean send(ControlMessage message) {
        Optional<Channel> now = link.filter(Channel::isWritable);
        now.ifPresent(channel -> channel.writeAndFlush(message).addListener(sent -> {
            if (!sent.isSuccess()) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "the supervisor was not sent a " + message.getClass().getSimpleName(),
                        sent.cause());
            }
        }));
        return now.isPresent();
    }

    /** Closes the link after what was sent before, and ends the thread; the listener hears nothing more. */
    @Override
    public void close() {
        thread.stop(() -> {
            become(State.CLOSED, "closed by its owner");
            link = Optional.empty();
            attempt.ifPresent(Channel::close);
        });
    }

    private void attempt() {
        if (state != State.WAITING) {
            return;
        }
        become(State.CONNECTING, "connecting to " + socket);
        Hello hello;
        try {
            hello = introduction.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the child cannot introduce itself", e);
            failed(e.toString());
            return;
        }
        socket.connectForMessages(channel -> connection(channel, hello)).addListener(connected -> {
            if (!connected.isSuccess()) {
                failed(connected.cause().toString());
            }
        });
    }

    private ClientConnection connection(Channel channel, Hello hello) {
        attempt = Optional.of(channel);
        return new ClientConnection(channel, socket, hello, listener, new ClientConnection.Life() {
            @Override
            public void linked(Channel linked) {
                ControlClient.this.linked(linked);
            }

            @Override
            public void refused(String reason) {
                if (state == State.CONNECTING) {
                    Callbacks.call("refused", () -> listener.refused(reason));
                }
            }

            @Override
            public void ended(String reason) {
                failed(reason);
            }
        });
    }

    private void linked(Channel channel) {
        if (state != State.CONNECTING) {
            return;
        }
        become(State.LINKED, "the supervisor admitted this child");
        lastFailure = "";
        pause = RetryPause.first();
        link = Optional.of(channel);
        Callbacks.call("connected", listener::connected);
    }

    private void failed(String reason) {
        if (state == State.CONNECTING) {
            complain(reason);
            retryLater(reason);
        } else if (state == State.LINKED) {
            link = Optional.empty();
            retryLater(reason);
            Callbacks.call("lost", listener::lost);
        }
    }

    private void retryLater(String reason) {
        become(State.WAITING, reason);
        long millis = pause.withJitter(ThreadLocalRandom.current().nextDouble());
        pause = pause.next();
        thread.loop().schedule(this::attempt, millis, TimeUnit.MILLISECONDS);
    }

    /** Once per kind of failure, since there are several attempts a second. */
    private void complain(String reason) {
        if (!reason.equals(lastFailure)) {
            lastFailure = reason;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no link to the supervisor on " + socket + ": " + reason + "; trying again until there is one");
        }
    }

    private void become(State newState, String reason) {
        boolean notable = state == State.LINKED || newState == State.LINKED;
        LOG.log(
                notable ? System.Logger.Level.INFO : System.Logger.Level.DEBUG,
                "link to the supervisor: {0} -> {1}: {2}",
                state,
                newState,
                reason);
        state = newState;
    }
}
