package org.whippletree.control;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.whippletree.control.ControlMessage.DescriptorsHere;
import org.whippletree.control.ControlMessage.GiveListeners;
import org.whippletree.control.ControlMessage.Hello;
import org.whippletree.control.ControlMessage.ListenerReceived;
import org.whippletree.control.ControlMessage.Listeners;
import org.whippletree.control.ControlMessage.Refused;
import org.whippletree.control.ControlMessage.Welcome;

/**
 * The child's end of one link: introduces the child, opens the descriptor connection once it is welcome, and brings announcements
 * and descriptors together, in either direction. When one connection ends, so does the other. Owned by the control thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or a listener has no outcome that anyone could act on
final class ClientConnection extends SimpleChannelInboundHandler<ControlMessage> {
    private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

    /** How long the message connection outlives the descriptor connection. */
    private static final long LAST_WORDS_LIMIT_MILLIS = 1000;

    private final Channel channel;
    private final ClientSocket socket;
    private final Hello hello;
    private final ControlClientListener listener;
    private final Life life;
    private final DescriptorReceiver receiver;
    private final DescriptorSender sender;
    private State state = State.GREETING;

    private enum State {
        /** The child's introduction has no answer yet. */
        GREETING,
        /** The supervisor admitted the child. */
        LINKED,
        /** Over, and reported so. */
        ENDED
    }

    /** What becomes of a connection; told on the control thread. */
    interface Life {
        void linked(Channel channel);

        void refused(String reason);

        void ended(String reason);
    }

    ClientConnection(Channel channel, ClientSocket socket, Hello hello, ControlClientListener listener, Life life) {
        super(ControlMessage.class);
        this.channel = channel;
        this.socket = socket;
        this.hello = hello;
        this.listener = listener;
        this.life = life;
        this.receiver = new DescriptorReceiver(
                index -> channel.writeAndFlush(new ListenerReceived(index)),
                listeners -> Callbacks.call("listenersReceived", () -> listener.listenersReceived(listeners)));
        this.sender = new DescriptorSender(
                channel::writeAndFlush, () -> Callbacks.call("listenersGiven", listener::listenersGiven));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel.writeAndFlush(hello);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ControlMessage message) {
        switch (state) {
            case GREETING -> answered(message);
            case LINKED -> told(message);
            case ENDED -> LOG.log(System.Logger.Level.DEBUG, "a message came after the end of its connection");
        }
    }

    private void answered(ControlMessage message) {
        if (message instanceof Refused refused) {
            life.refused(refused.reason());
            end("refused: " + refused.reason());
        } else if (message instanceof Welcome welcome) {
            become(State.LINKED, "welcome");
            life.linked(channel);
            openDescriptorConnection(welcome.nonce());
        } else {
            end("the supervisor's first message is a " + message.getClass().getSimpleName());
        }
    }

    private void told(ControlMessage message) {
        if (message instanceof Listeners listeners) {
            if (!receiver.announced(listeners.addresses())) {
                end("listeners were announced before all of the former ones had come");
            }
        } else if (message instanceof GiveListeners) {
            Callbacks.call("listenersWanted", () -> listener.listenersWanted(this::answer));
        } else if (message instanceof ListenerReceived received) {
            if (!sender.acknowledged(received.index())) {
                end("descriptor " + received.index() + " was acknowledged, which is not under way");
            }
        } else {
            Callbacks.call("received", () -> listener.received(message));
        }
    }

    /** From any thread. */
    private void answer(List<ListenerDescriptor> listeners) {
        List<ListenerDescriptor> copy = List.copyOf(listeners);
        if (!channel.eventLoop().isShuttingDown()) {
            channel.eventLoop().execute(() -> {
                if (state == State.LINKED) {
                    sender.deliver(copy);
                }
            });
        }
    }

    private void openDescriptorConnection(String nonce) {
        ChannelFuture connected = socket.connectForDescriptors(ignored -> new DescriptorReading());
        Channel descriptors = connected.channel();
        channel.closeFuture().addListener(closed -> descriptors.close());
        descriptors.closeFuture().addListener(closed -> endAfterLastWords());
        connected.addListener(done -> {
            if (done.isSuccess()) {
                descriptors.writeAndFlush(new DescriptorsHere(hello.slot(), hello.generation(), nonce));
                sender.opened(descriptor -> sendDescriptor(descriptors, descriptor));
            } else {
                LOG.log(System.Logger.Level.DEBUG, "no descriptor connection", done.cause());
            }
        });
    }

    private void sendDescriptor(Channel descriptors, int descriptor) {
        descriptors.writeAndFlush(new FileDescriptor(descriptor)).addListener(sent -> {
            if (!sent.isSuccess()) {
                LOG.log(System.Logger.Level.WARNING, "a listening descriptor could not be sent back", sent.cause());
                end("a descriptor could not be sent");
            }
        });
    }

    /** Not at once: when the supervisor goes, what it said last may still wait to be read on the message connection. */
    private void endAfterLastWords() {
        if (channel.isActive()) {
            channel.eventLoop()
                    .schedule(
                            () -> end("the descriptor connection ended"),
                            LAST_WORDS_LIMIT_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end("the supervisor's end closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(System.Logger.Level.WARNING, "the link to the supervisor is broken", cause);
        }
        end(cause.getMessage());
    }

    private void end(String reason) {
        if (state == State.ENDED) {
            return;
        }
        become(State.ENDED, reason);
        receiver.abandon().forEach(descriptor -> close(new FileDescriptor(descriptor)));
        channel.close();
        life.ended(reason);
    }

    private void become(State newState, String reason) {
        LOG.log(System.Logger.Level.DEBUG, "connection to the supervisor: {0} -> {1}: {2}", state, newState, reason);
        state = newState;
    }

    private static void close(FileDescriptor descriptor) {
        try {
            descriptor.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a descriptor that nobody wants could not be closed", e);
        }
    }

    /** The last handler of the descriptor connection. */
    private final class DescriptorReading extends SimpleChannelInboundHandler<FileDescriptor> {
        DescriptorReading() {
            super(FileDescriptor.class);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FileDescriptor descriptor) {
            if (state == State.ENDED || !receiver.received(descriptor.intValue())) {
                close(descriptor);
                end("a descriptor came that was not announced");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.log(System.Logger.Level.DEBUG, "the descriptor connection fails", cause);
            ctx.close();
        }
    }
}
