package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.whippletree.proxy.http.Refusal;

/** What a failure of the decoder means to the client. */
final class DecodeFailures {
    private DecodeFailures() {}

    static Refusal refusal(HttpObject failed) {
        Throwable cause = failed.decoderResult().cause();
        if (!(failed instanceof HttpRequest)) {
            return new Refusal(400, "the request's body cannot be read");
        }
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(414, "the request line is longer than LimitRequestLine allows");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refusal(
                    431, "the header fields are longer than LimitRequestFields and LimitRequestFieldSize allow");
        }
        return new Refusal(400, "the request cannot be read");
    }
}
