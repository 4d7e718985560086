package org.whippletree.proxy.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpDecoderConfig;
import org.whippletree.proxy.exchange.DataPath;
import org.whippletree.proxy.framing.FramingGuard;
import org.whippletree.proxy.framing.FramingLimits;
import org.whippletree.proxy.identity.IpAddresses;
import org.whippletree.proxy.socket.FinInTurn;
import org.whippletree.proxy.socket.ReadBuffers;

/**
 * Puts the handlers of a client connection in place, nearest the socket first: linger, header of the PROXY protocol, admission, clock, guard, codec, connection; and
 * what access logs need between them.
 */
final class ClientEntrance {
    private final ClientServices services;
    private final WriteBufferWaterMark waterMark;
    private final FramingGuard framing;
    private final HttpDecoderConfig decoderConfig;
    private final Crowd crowd;
    private final ProxyProtocol proxyProtocol;
    private final boolean countBytes;
    private final ReadBuffers readBuffers;

    /** @param readBuffers the loop's */
    ClientEntrance(ClientServices services, Crowd crowd, ProxyProtocol proxyProtocol, ReadBuffers readBuffers) {
        this.readBuffers = readBuffers;
        this.services = services;
        this.countBytes = services.logs().countBytes();
        int high = services.limits().flushMaxThreshold();
        this.waterMark = new WriteBufferWaterMark(high / 2, high);
        FramingLimits limits = DataPath.framingLimits(services.limits());
        this.framing = new FramingGuard(limits);
        this.decoderConfig = DataPath.decoderConfig(limits);
        this.crowd = crowd;
        this.proxyProtocol = proxyProtocol;
    }

    /** Makes an accepted channel, not yet registered, a client's connection. */
    void prepare(Channel channel) {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        FinInTurn.of(channel);
        channel.config().setWriteBufferWaterMark(waterMark);
        channel.config().setRecvByteBufAllocator(readBuffers);
        RequestDecoder decoder = new RequestDecoder(decoderConfig);
        AnswerEncoder encoder = new AnswerEncoder(services.path().headLines());
        LingeringClose lingering = new LingeringClose(services.deadlines());
        RequestClock clock =
                new RequestClock(services.deadlines(), services.limits().request());
        ByteCount bytes = new ByteCount();
        ConnectionWorkers workers = new ConnectionWorkers(services.path().workers());
        // Named: Netty would look for a name at each connection.
        channel.pipeline().addLast("linger", lingering);
        if (proxyProtocol.active()) {
            channel.pipeline().addLast("proxy-protocol", proxyProtocol.reader());
        }
        if (crowd.bounded()) {
            channel.pipeline()
                    .addLast(
                            "admission",
                            new ClientAdmission(
                                    crowd,
                                    lingering,
                                    services.first().remoteIp(),
                                    services.first().name(),
                                    workers));
        }
        if (countBytes) {
            channel.pipeline().addLast("bytes", bytes);
        }
        channel.pipeline()
                .addLast("clock", clock)
                .addLast("guard", framing.forRequests())
                .addLast("decoder", decoder)
                .addLast("encoder", encoder);
        if (services.logs().active()) {
            channel.pipeline().addLast("access", new AccessRecorder(services.logs(), bytes));
        }
        channel.pipeline()
                .addLast("client", new ClientConnection(services, decoder, encoder, clock, lingering, workers));
        if (services.first().reservesWorkers()) {
            workers.reserve(IpAddresses.text(channel.remoteAddress()));
            // It may never become a connection.
            channel.closeFuture().addListener(closed -> workers.leave());
        }
    }
}
