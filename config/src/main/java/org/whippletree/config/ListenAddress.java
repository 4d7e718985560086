package org.whippletree.config;

/**
 * An address to listen on.
 *
 * @param host a literal address or a name, without brackets; {@code *} means every address of the machine
 * @param port 0 to 65535; 0 lets the kernel choose
 */
public record ListenAddress(String host, int port) {
    public ListenAddress {
        Checks.require(!host.isEmpty(), "a listener has a host");
        Checks.require(port >= 0 && port <= 65_535, "a port is 0 to 65535");
    }

    /** Whether every address of the machine is meant. */
    public boolean anyHost() {
        return host.equals("*");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
