package org.whippletree.proxy.identity;

/**
 * Who the client of a request is taken to be.
 *
 * @param address its literal address; empty if there is none
 * @param port its port; 0 if it is not known
 * @param peer the literal address of the other end of the connection; empty if there is none
 * @param vouched whether the other end of the connection is a trusted proxy, whose word of the client is passed on
 */
public record ClientIdentity(String address, int port, String peer, boolean vouched) {
    /** Nobody has come yet. */
    public static final ClientIdentity UNKNOWN = new ClientIdentity("", 0, "", false);
}
