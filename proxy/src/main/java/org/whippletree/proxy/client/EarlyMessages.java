package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/** Messages of later requests, read while an exchange is in flight: at most what one read brought. Owned by the event loop. */
final class EarlyMessages {
    private final Queue<HttpObject> messages = new ArrayDeque<>(2);

    void add(HttpObject message) {
        messages.add(message);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean nextIsBody() {
        return messages.peek() instanceof HttpContent;
    }

    HttpObject poll() {
        return messages.poll();
    }

    void drop() {
        for (HttpObject message = messages.poll(); message != null; message = messages.poll()) {
            ReferenceCountUtil.release(message);
        }
    }
}
