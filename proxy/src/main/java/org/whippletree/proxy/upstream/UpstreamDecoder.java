package org.whippletree.proxy.upstream;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import org.whippletree.proxy.http.KnownTexts;

/** Cuts a backend's bytes, which the guard let pass, into answers. Whether one has a body depends on its request. */
final class UpstreamDecoder extends HttpResponseDecoder {
    private final UpstreamConnection connection;

    UpstreamDecoder(UpstreamConnection connection, HttpDecoderConfig config) {
        super(config);
        this.connection = connection;
    }

    @Override
    protected AsciiString splitHeaderName(byte[] octets, int start, int length) {
        return KnownTexts.NAMES.text(octets, start, length);
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] octets, int start, int length) {
        return KnownTexts.STATUS_LINES.text(octets, start, length).toString();
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] octets, int start, int length) {
        return KnownTexts.STATUS_LINES.text(octets, start, length).toString();
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] octets, int start, int length) {
        return KnownTexts.STATUS_LINES.text(octets, start, length).toString();
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        // A 101 has none either, whatever the decoder thinks of old handshakes.
        boolean interim = ((HttpResponse) message).status().codeClass() == HttpStatusClass.INFORMATIONAL;
        return interim || connection.answersHead() || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected boolean isSwitchingToNonHttp1Protocol(HttpResponse message) {
        // The guard keeps what is behind a switch.
        return false;
    }
}
