package org.whippletree.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.proxy.http.HeadLines;

class AnswerEncoderTest {
    private final AnswerEncoder encoder = new AnswerEncoder(new HeadLines());
    private final EmbeddedChannel channel = new EmbeddedChannel(encoder);

    private static FullHttpResponse answer(HttpResponseStatus status, String body) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.ISO_8859_1));
        answer.headers().set("Server", "caf\u00e9").set("Content-Length", body.length());
        return answer;
    }

    private static List<String> written(EmbeddedChannel channel) {
        List<String> pieces = new ArrayList<>();
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            if (piece.isReadable()) {
                pieces.add(piece.toString(StandardCharsets.ISO_8859_1));
            }
            piece.release();
        }
        return pieces;
    }

    @Test
    void aSmallWholeAnswerIsOneBufferAndItsOwnIsReleased() {
        FullHttpResponse answer = answer(HttpResponseStatus.CREATED, "made");
        channel.writeOutbound(answer);

        assertEquals(
                List.of("HTTP/1.1 201 Created\r\nServer: caf\u00e9\r\nContent-Length: 4\r\n\r\nmade"),
                written(channel));
        assertEquals(0, answer.refCnt());
    }

    @Test
    void whatIsWrittenIsWhatNettyWrites() {
        EmbeddedChannel netty = new EmbeddedChannel(new HttpResponseEncoder());
        for (int bytes : new int[] {0, 1, 100, 8_192, 8_193, 50_000}) {
            for (HttpResponseStatus status : List.of(
                    HttpResponseStatus.OK,
                    HttpResponseStatus.NOT_FOUND,
                    HttpResponseStatus.valueOf(299, "Our \u00f6wn"),
                    HttpResponseStatus.valueOf(207, ""))) {
                netty.writeOutbound(answer(status, "x".repeat(bytes)));
                channel.writeOutbound(answer(status, "x".repeat(bytes)));

                assertEquals(String.join("", written(netty)), String.join("", written(channel)), status + " " + bytes);
            }
        }
    }

    @Test
    void anAnswerToHeadHasNoBodyWhateverItsFieldsSay() {
        encoder.nextIsBodyless(true);
        channel.writeOutbound(answer(HttpResponseStatus.OK, "left out"));

        assertEquals(List.of("HTTP/1.1 200 OK\r\nServer: caf\u00e9\r\nContent-Length: 8\r\n\r\n"), written(channel));
    }

    @Test
    void aChunkedAnswerIsChunkedThoughItIsWhole() {
        FullHttpResponse answer = answer(HttpResponseStatus.OK, "piece");
        answer.headers().remove("Content-Length").set("Transfer-Encoding", "chunked");
        channel.writeOutbound(answer);

        assertEquals(
                "HTTP/1.1 200 OK\r\nServer: caf\u00e9\r\nTransfer-Encoding: chunked\r\n\r\n5\r\npiece\r\n0\r\n\r\n",
                String.join("", written(channel)));
    }
}
