package org.whippletree.proxy.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpDecoderConfig;
import org.whippletree.proxy.exchange.DataPath;
import org.whippletree.proxy.framing.FramingGuard;
import org.whippletree.proxy.framing.FramingLimits;

/** Puts the handlers of a client connection in place, nearest the socket first: linger, guard, codec, connection. */
public final class ClientPipeline {
    private final ClientServices services;
    private final WriteBufferWaterMark waterMark;
    private final FramingGuard framing;
    private final HttpDecoderConfig decoderConfig;

    public ClientPipeline(ClientServices services) {
        this.services = services;
        int high = services.limits().flushMaxThreshold();
        this.waterMark = new WriteBufferWaterMark(high / 2, high);
        FramingLimits limits = DataPath.framingLimits(services.limits());
        this.framing = new FramingGuard(limits);
        this.decoderConfig = DataPath.decoderConfig(limits);
    }

    /** Makes an accepted channel, not yet registered, a client's connection. */
    public void prepare(Channel channel) {
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setWriteBufferWaterMark(waterMark);
        RequestDecoder decoder = new RequestDecoder(decoderConfig);
        AnswerEncoder encoder = new AnswerEncoder();
        LingeringClose lingering = new LingeringClose(services.deadlines());
        channel.pipeline()
                .addLast(lingering)
                .addLast(framing.forRequests())
                .addLast(decoder)
                .addLast(encoder)
                .addLast(new ClientConnection(services, decoder, encoder, lingering));
    }
}
