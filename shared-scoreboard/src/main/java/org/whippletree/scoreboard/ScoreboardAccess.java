package org.whippletree.scoreboard;

/**
 * What a child needs to reach the scoreboard: it travels over the control channel only, never through a log, an environment or
 * a command line.
 *
 * @param address {@code host:port} of the member
 * @param secret who knows it may read and write; 128 random bits in hexadecimal
 */
public record ScoreboardAccess(String address, String secret) {
    @Override
    public String toString() {
        return "ScoreboardAccess[address=" + address + ", secret=(hidden)]";
    }
}
