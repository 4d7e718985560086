package org.whippletree.scoreboard;

/** A read or write of the shared map did not succeed; the message says why in a few words. */
final class ExchangeFailedException extends Exception {
    ExchangeFailedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
