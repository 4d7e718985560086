package org.whippletree.control;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.whippletree.control.ControlMessage.DescriptorsHere;
import org.whippletree.control.ControlMessage.GiveListeners;
import org.whippletree.control.ControlMessage.Hello;
import org.whippletree.control.ControlMessage.ListenerReceived;
import org.whippletree.control.ControlMessage.Listeners;

/**
 * One admitted child's link: the handler of its message connection, and what sends and takes descriptors on the other one. Owned by the control thread; the methods of {@link ChildLink} may come from any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or a listener has no outcome that anyone could act on
final class AdmittedLink extends SimpleChannelInboundHandler<ControlMessage> implements ChildLink {
    private static final System.Logger LOG = System.getLogger(AdmittedLink.class.getName());

    private final Channel channel;
    private final Hello hello;
    private final PeerIdentity peer;
    private final String nonce;
    private final LinkTable table;
    private final ControlServerListener listener;
    private final DescriptorSender sender;
    private final DescriptorReceiver receiver;
    private State state = State.OPEN;
    private Optional<EpollDomainSocketChannel> descriptorChannel = Optional.empty();
    private boolean wantsListeners;

    private enum State {
        /** Messages travel. */
        OPEN,
        /** Ended, and reported so. */
        LOST
    }

    AdmittedLink(
            Channel channel,
            Hello hello,
            PeerIdentity peer,
            String nonce,
            LinkTable table,
            ControlServerListener listener) {
        super(ControlMessage.class);
        this.channel = channel;
        this.hello = hello;
        this.peer = peer;
        this.nonce = nonce;
        this.table = table;
        this.listener = listener;
        this.sender = new DescriptorSender(
                this::send, () -> Callbacks.call("listenersDelivered", () -> listener.listenersDelivered(this)));
        this.receiver = new DescriptorReceiver(
                index -> send(new ListenerReceived(index)),
                listeners -> Callbacks.call("listenersTaken", () -> listener.listenersTaken(this, listeners)));
    }

    @Override
    public Hello hello() {
        return hello;
    }

    PeerIdentity peer() {
        return peer;
    }

    String nonce() {
        return nonce;
    }

    @Override
    public void send(ControlMessage message) {
        channel.writeAndFlush(message).addListener(sent -> {
            if (sent.isSuccess()) {
                return;
            }
            boolean gone = sent.cause() instanceof IOException;
            LOG.log(
                    gone ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR,
                    this + " was not sent a " + message.getClass().getSimpleName(),
                    sent.cause());
        });
    }

    @Override
    public void sendListeners(List<ListenerDescriptor> listeners) {
        List<ListenerDescriptor> copy = List.copyOf(listeners);
        onControlThread(() -> {
            if (state == State.OPEN) {
                sender.deliver(copy);
            }
        });
    }

    @Override
    public void takeListeners() {
        onControlThread(() -> {
            wantsListeners = true;
            descriptorChannel.ifPresent(this::askForListeners);
        });
    }

    /** Asks no sooner than the connection reads descriptors: read as bytes they are lost without a word. */
    private void askForListeners(EpollDomainSocketChannel descriptors) {
        descriptors.config().setReadMode(DomainSocketReadMode.FILE_DESCRIPTORS);
        send(new GiveListeners());
    }

    @Override
    public void close() {
        onControlThread(() -> end("the supervisor closes it"));
    }

    /**
     * Takes the child's second connection, which ends with the first. Should it end alone, the child ends the first: what the
     * child sent last may still wait there to be read.
     */
    void descriptorsOpened(EpollDomainSocketChannel descriptors) {
        boolean first = sender.opened(descriptor -> descriptors
                .writeAndFlush(new FileDescriptor(descriptor))
                .addListener(sent -> {
                    if (!sent.isSuccess()) {
                        LOG.log(
                                System.Logger.Level.ERROR,
                                this + " was not sent descriptor " + descriptor,
                                sent.cause());
                        end("a descriptor could not be sent");
                    }
                }));
        if (first) {
            channel.closeFuture().addListener(closed -> descriptors.close());
            descriptorChannel = Optional.of(descriptors);
            if (wantsListeners) {
                askForListeners(descriptors);
            }
        } else {
            LOG.log(System.Logger.Level.WARNING, this + " opened a second descriptor connection, which is closed");
            descriptors.close();
        }
    }

    /** A descriptor came on the descriptor connection; it is closed if nobody waits for it. */
    void descriptorCame(FileDescriptor descriptor) {
        if (state == State.LOST || !wantsListeners || !receiver.received(descriptor.intValue())) {
            close(descriptor);
            breach("it sent a descriptor that nobody waits for");
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ControlMessage message) {
        if (state == State.LOST) {
            return;
        }
        if (message instanceof ListenerReceived received) {
            if (!sender.acknowledged(received.index())) {
                breach("it acknowledged descriptor " + received.index() + ", which is not under way");
            }
        } else if (message instanceof Listeners listeners) {
            if (!wantsListeners || !receiver.announced(listeners.addresses())) {
                breach("it announced listeners that nobody waits for");
            }
        } else if (message instanceof Hello || message instanceof DescriptorsHere) {
            breach("it sent a second " + message.getClass().getSimpleName());
        } else {
            Callbacks.call("received", () -> listener.received(this, message));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!channel.isWritable()) {
            breach("it reads nothing, and what waits for it passed the limit");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end("the child's end closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            end(cause.getMessage());
        } else {
            breach(cause.getMessage());
        }
    }

    private void onControlThread(Runnable task) {
        if (channel.eventLoop().isShuttingDown()) {
            LOG.log(System.Logger.Level.DEBUG, "the server of {0} is closed", this);
        } else {
            channel.eventLoop().execute(task);
        }
    }

    private void breach(String reason) {
        if (state == State.LOST) {
            return;
        }
        LOG.log(System.Logger.Level.WARNING, this + " loses its link: " + reason);
        end(reason);
    }

    void end(String reason) {
        if (state == State.LOST) {
            return;
        }
        become(State.LOST, reason);
        receiver.abandon().forEach(descriptor -> close(new FileDescriptor(descriptor)));
        channel.close();
        if (table.remove(this)) {
            Callbacks.call("lost", () -> listener.lost(this));
        }
    }

    private static void close(FileDescriptor descriptor) {
        try {
            descriptor.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a descriptor that nobody wants could not be closed", e);
        }
    }

    private void become(State newState, String reason) {
        LOG.log(System.Logger.Level.INFO, "link of {0}: {1} -> {2}: {3}", this, state, newState, reason);
        state = newState;
    }

    @Override
    public String toString() {
        return "child " + hello.slot() + " generation " + hello.generation() + " (pid " + peer.pid() + ")";
    }
}
