package org.whippletree.proxy.upstream;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/** The exchange that a backend connection is lent to. */
public interface AnswerReceiver {
    /** The head of an interim or the final answer. */
    void answerHead(HttpResponse head);

    /** A piece of the body, owned by the receiver from here on; the last one ends the (interim or final) answer. */
    void answerBody(HttpContent content);

    /** What was readable has been read: a good moment to flush. */
    void answerReadComplete();

    /** The connection takes more of the request again, or no longer. */
    void upstreamWritabilityChanged();

    /** The connection has ended before the answer did; {@code reason} is for the log. */
    void upstreamLost(String reason);

    /** What came is no answer that can be passed on. */
    void answerBroken(String reason);
}
