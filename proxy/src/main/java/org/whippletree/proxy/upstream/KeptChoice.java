package org.whippletree.proxy.upstream;

/** Which kept connections may carry a request, by what it would mean if one of them turned out to have ended (RFC 9110, 9.2.2). */
public enum KeptChoice {
    /** It could be sent again: any. */
    ANY,
    /** It must not be sent twice: one that is not about to be closed. */
    NOT_ABOUT_TO_CLOSE,
    /** It could be sent again by its method, but what has gone of its body would be lost, or it has been sent again already: none. */
    NONE
}
