package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a guard made of some octets.
 *
 * @param passed octets that it let pass
 * @param flaws what it found, at most one
 * @param failedInHead whether the failed message is a head
 */
record GuardedOctets(String passed, List<FramingFlaw> flaws, boolean failedInHead) {
    static final FramingLimits LIMITS = new FramingLimits(256, 512, false);
    static final FramingLimits RELAXED = new FramingLimits(256, 512, true);

    /** The octets of a client, in so many reads of about one size. */
    static GuardedOctets requests(FramingLimits limits, String octets, int pieces) {
        return of(new FramingGuard(limits).forRequests(), octets, pieces);
    }

    /** The octets of a backend that answer one request. */
    static GuardedOctets answers(FramingLimits limits, boolean toHead, String octets, int pieces) {
        AnswerGuard guard = new FramingGuard(limits).forAnswers();
        guard.expectAnswer(toHead);
        return of(guard, octets, pieces);
    }

    /** The same where lines without a colon are left out of heads. */
    static GuardedOctets lenientAnswers(String octets, int pieces) {
        AnswerGuard guard = new FramingGuard(LIMITS).forAnswers();
        guard.ignoreBadFields(true);
        guard.expectAnswer(false);
        return of(guard, octets, pieces);
    }

    private static GuardedOctets of(ChannelHandler guard, String octets, int pieces) {
        EmbeddedChannel channel = new EmbeddedChannel(guard);
        int size = Math.max(1, (octets.length() + pieces - 1) / pieces);
        for (int at = 0; at < octets.length(); at += size) {
            if (channel.isOpen()) {
                channel.writeInbound(buffer(octets.substring(at, Math.min(octets.length(), at + size))));
            }
        }
        StringBuilder passed = new StringBuilder();
        List<FramingFlaw> flaws = new ArrayList<>();
        boolean inHead = false;
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            if (message instanceof ByteBuf buffer) {
                passed.append(text(buffer));
            } else {
                HttpObject failed = (HttpObject) message;
                flaws.add(((FramingException) failed.decoderResult().cause()).flaw());
                inHead = failed instanceof HttpMessage;
            }
        }
        channel.finishAndReleaseAll();
        return new GuardedOctets(passed.toString(), flaws, inHead);
    }

    static ByteBuf buffer(String octets) {
        return PooledByteBufAllocator.DEFAULT
                .directBuffer(Math.max(1, octets.length()))
                .writeBytes(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(ByteBuf buffer) {
        String text = buffer.toString(StandardCharsets.ISO_8859_1);
        buffer.release();
        return text;
    }

    /** What has come through the channel since it was read last. */
    static String read(EmbeddedChannel channel) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf buffer = channel.readInbound(); buffer != null; buffer = channel.readInbound()) {
            all.append(text(buffer));
        }
        return all.toString();
    }
}
