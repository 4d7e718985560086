package org.whippletree.proxy.framing;

/** What the fields of one head say about its body: Content-Length and Transfer-Encoding, read octet by octet. */
final class FramingFields {
    /** 2^63 has 19 digits; one less cannot overflow a long. */
    private static final int MAX_DIGITS = 18;

    private static final String CHUNKED = "chunked";

    private int lengths;
    private long length;
    private int codings;
    private boolean upgrade;
    private FramingFlaw flaw;

    /** Of the value in hand: octets that are no blank, and whether blanks have followed them. */
    private int significant;

    private boolean blankBehind;

    void reset() {
        lengths = 0;
        length = 0;
        codings = 0;
        upgrade = false;
        flaw = null;
    }

    void beginValue(int name) {
        significant = 0;
        blankBehind = false;
        switch (name) {
            case FramingName.CONTENT_LENGTH -> {
                lengths++;
                length = 0;
            }
            case FramingName.TRANSFER_ENCODING -> codings++;
            default -> upgrade = true;
        }
    }

    void octet(int name, byte octet) {
        if (Octets.isBlank(octet)) {
            blankBehind = significant > 0;
            return;
        }
        if (name == FramingName.CONTENT_LENGTH) {
            digit(octet);
        } else if (name == FramingName.TRANSFER_ENCODING) {
            letter(octet);
        }
        significant++;
    }

    private void digit(byte octet) {
        boolean zeroFirst = significant == 1 && length == 0;
        if (blankBehind || zeroFirst || significant == MAX_DIGITS || !Octets.isDigit(octet)) {
            found(FramingFlaw.CONTENT_LENGTH);
        }
        length = length * 10 + (octet - '0');
    }

    private void letter(byte octet) {
        boolean fits = !blankBehind
                && significant < CHUNKED.length()
                && (octet | 0x20) == CHUNKED.charAt(significant)
                && Octets.isToken(octet);
        if (!fits) {
            found(FramingFlaw.CODING);
        }
    }

    void endValue(int name) {
        if (name == FramingName.CONTENT_LENGTH && significant == 0) {
            found(FramingFlaw.CONTENT_LENGTH);
        } else if (name == FramingName.TRANSFER_ENCODING && significant != CHUNKED.length()) {
            found(FramingFlaw.CODING);
        }
    }

    private void found(FramingFlaw another) {
        if (flaw == null) {
            flaw = another;
        }
    }

    /** What is wrong with the framing of a whole head; null if nothing is. Equal lengths are two as well. */
    FramingFlaw flaw(boolean http10) {
        if (flaw == FramingFlaw.CONTENT_LENGTH) {
            return flaw;
        }
        if (lengths > 1) {
            return FramingFlaw.CONTENT_LENGTHS;
        }
        if (lengths > 0 && codings > 0) {
            return FramingFlaw.LENGTH_BESIDE_CODING;
        }
        if (http10 && codings > 0) {
            return FramingFlaw.CODING_IN_HTTP_10;
        }
        return codings > 1 ? FramingFlaw.CODING : flaw;
    }

    boolean chunked() {
        return codings > 0;
    }

    boolean counted() {
        return lengths > 0;
    }

    long length() {
        return length;
    }

    boolean upgrade() {
        return upgrade;
    }
}
