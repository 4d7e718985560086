package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import org.whippletree.proxy.framing.FramingException;
import org.whippletree.proxy.http.Refusal;

/** What a failure of the guard, or of the decoder behind it, means to the client. */
final class DecodeFailures {
    private DecodeFailures() {}

    static Refusal refusal(HttpObject failed) {
        Throwable cause = failed.decoderResult().cause();
        if (cause instanceof FramingException framing) {
            return new Refusal(framing.flaw().status(), framing.flaw().reason());
        }
        // The guard lets nothing pass that the decoder cannot read; if it did, the request ends here all the same.
        boolean inHead = failed instanceof HttpRequest;
        return new Refusal(400, inHead ? "the request cannot be read" : "the request's body cannot be read");
    }
}
