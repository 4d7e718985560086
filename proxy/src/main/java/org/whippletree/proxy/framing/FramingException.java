package org.whippletree.proxy.framing;

/** A flaw on its way through a pipeline, as the cause of a message's failure. It has no stack: a client can make any number of it. */
public final class FramingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FramingFlaw flaw;

    FramingException(FramingFlaw flaw) {
        super(flaw.reason(), null, false, false);
        this.flaw = flaw;
    }

    public FramingFlaw flaw() {
        return flaw;
    }
}
