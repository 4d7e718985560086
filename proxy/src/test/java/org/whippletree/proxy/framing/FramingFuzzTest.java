package org.whippletree.proxy.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.config.ViaMode;
import org.whippletree.proxy.http.HopByHop;
import org.whippletree.proxy.http.RequestHeaders;
import org.whippletree.proxy.http.RequestRules;
import org.whippletree.proxy.identity.ClientIdentity;

/**
 * Whatever a client or a backend sends, and however it is split: what guard and decoder make of it is what the one strict reading makes
 * of it, no more and no less, and what reaches a backend reads the one strict way.
 */
class FramingFuzzTest {
    private static final FramingLimits LIMITS = new FramingLimits(8_190, 65_536, false);
    private static final int TRIES = 700;

    @Provide
    Arbitrary<String> requests() {
        return Octetsmith.requests();
    }

    @Provide
    Arbitrary<String> answers() {
        return Octetsmith.answers();
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void requestsAreReadTheOneStrictWay(
            @ForAll("requests") String octets, @ForAll @IntRange(min = 1, max = 40) int size) {
        assertRequestsRead(octets, size);
    }

    static void assertRequestsRead(String octets, int size) {
        assertEquals(StrictReading.requests(octets), messages(decodedRequests(octets, size)), octets);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void answersAreReadTheOneStrictWay(
            @ForAll("answers") String octets, @ForAll boolean toHead, @ForAll @IntRange(min = 1, max = 40) int size) {
        assertAnswersRead(octets, toHead, size);
    }

    static void assertAnswersRead(String octets, boolean toHead, int size) {
        assertEquals(
                asCut(StrictReading.answers(octets, toHead)),
                asCut(messages(decodedAnswers(octets, toHead, size))),
                octets);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void whatReachesABackendIsReadTheOneStrictWay(@ForAll("requests") String octets) {
        List<StrictReading.Message> admitted = new ArrayList<>();
        List<HttpObject> forwarded = new ArrayList<>();
        List<StrictReading.Message> strict = StrictReading.requests(octets);
        boolean admits = true;
        for (HttpObject object : decodedRequests(octets, octets.length())) {
            if (admits && object instanceof HttpRequest request) {
                admits = RequestRules.refusal(request, ProtocolOptions.strict()).isEmpty();
                if (admits && admitted.size() < strict.size()) {
                    admitted.add(strict.get(admitted.size()));
                }
            }
            if (admits) {
                forwarded.add(object);
            }
        }
        List<StrictReading.Message> reached = StrictReading.requests(encoded(forwarded));

        assertEquals(
                admitted.stream().map(FramingFuzzTest::kept).toList(),
                reached.stream().map(FramingFuzzTest::kept).toList(),
                octets);
    }

    /** The decoder drops the coding of an answer that has no body, and the blanks around its reason. */
    private static List<StrictReading.Message> asCut(List<StrictReading.Message> messages) {
        return messages.stream()
                .map(message -> new StrictReading.Message(
                        message.line().replaceAll("[ \t]+", " ").strip(),
                        message.fields().stream()
                                .filter(field -> !field.regionMatches(true, 0, "Transfer-Encoding:", 0, 18))
                                .toList(),
                        message.body(),
                        message.trailers()))
                .toList();
    }

    /** What a proxy leaves alone. */
    private static List<String> kept(StrictReading.Message message) {
        String[] words = message.line().split(" ");
        List<String> trailers = message.trailers().stream()
                .filter(trailer -> !trailer.startsWith("Host:"))
                .toList();
        return List.of(
                words[0],
                words[1],
                message.body(),
                message.values("content-length").toString(),
                String.valueOf(message.values("transfer-encoding").size()),
                trailers.toString());
    }

    private static List<HttpObject> decodedRequests(String octets, int size) {
        RequestGuard guard = new FramingGuard(LIMITS).forRequests();
        EmbeddedChannel channel = new EmbeddedChannel(guard, new HttpRequestDecoder(config()));
        send(channel, octets, size);
        while (guard.holdsOctets()) {
            guard.resume();
        }
        return received(channel);
    }

    private static List<HttpObject> decodedAnswers(String octets, boolean toHead, int size) {
        AnswerGuard guard = new FramingGuard(LIMITS).forAnswers();
        guard.expectAnswer(toHead);
        EmbeddedChannel channel = new EmbeddedChannel(guard, new HttpResponseDecoder(config()) {
            @Override
            protected boolean isContentAlwaysEmpty(HttpMessage message) {
                boolean interim = ((HttpResponse) message).status().code() < 200;
                return toHead || interim || super.isContentAlwaysEmpty(message);
            }

            @Override
            protected boolean isSwitchingToNonHttp1Protocol(HttpResponse message) {
                return false;
            }
        });
        send(channel, octets, size);
        return received(channel);
    }

    private static HttpDecoderConfig config() {
        return new HttpDecoderConfig().setMaxInitialLineLength(8_300).setMaxHeaderSize(65_536);
    }

    private static void send(EmbeddedChannel channel, String octets, int size) {
        for (int at = 0; at < octets.length() && channel.isOpen(); at += size) {
            String piece = octets.substring(at, Math.min(octets.length(), at + size));
            channel.writeInbound(Unpooled.wrappedBuffer(piece.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    /** What came out, up to a failure. */
    private static List<HttpObject> received(EmbeddedChannel channel) {
        channel.close();
        List<HttpObject> objects = new ArrayList<>();
        boolean failed = false;
        for (HttpObject object = channel.readInbound(); object != null; object = channel.readInbound()) {
            failed |= object.decoderResult().isFailure();
            if (failed) {
                ReferenceCountUtil.release(object);
            } else {
                objects.add(object);
            }
        }
        channel.finishAndReleaseAll();
        return objects;
    }

    private static List<StrictReading.Message> messages(List<HttpObject> objects) {
        List<StrictReading.Message> messages = new ArrayList<>();
        HttpMessage head = null;
        StringBuilder body = new StringBuilder();
        for (HttpObject object : objects) {
            if (object instanceof HttpMessage message) {
                head = message;
                body.setLength(0);
            }
            if (object instanceof HttpContent content) {
                body.append(content.content().toString(StandardCharsets.ISO_8859_1));
                content.release();
            }
            if (object instanceof LastHttpContent last) {
                messages.add(new StrictReading.Message(
                        line(head), fields(head.headers()), body.toString(), fields(last.trailingHeaders())));
            }
        }
        return messages;
    }

    private static String line(HttpMessage head) {
        if (head instanceof HttpRequest request) {
            return request.method() + " " + request.uri() + " " + request.protocolVersion();
        }
        HttpResponse answer = (HttpResponse) head;
        return answer.protocolVersion() + " " + answer.status();
    }

    private static List<String> fields(HttpHeaders headers) {
        return headers.entries().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .toList();
    }

    /** The octets that a backend gets for the messages. */
    private static String encoded(List<HttpObject> objects) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestEncoder());
        RequestHeaders rules = new RequestHeaders("proxy.test", IdentityRules.usual(), ViaMode.ON);
        for (HttpObject object : objects) {
            if (object instanceof HttpRequest request && !(object instanceof FullHttpRequest)) {
                rules.rewrite(request.headers(), request.protocolVersion(), ClientIdentity.UNKNOWN, "h");
            }
            if (object instanceof LastHttpContent last) {
                HopByHop.cleanTrailers(last.trailingHeaders());
            }
            channel.writeOutbound(object);
        }
        StringBuilder octets = new StringBuilder();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            octets.append(buffer.toString(StandardCharsets.ISO_8859_1));
            buffer.release();
        }
        channel.finishAndReleaseAll();
        return octets.toString();
    }
}
