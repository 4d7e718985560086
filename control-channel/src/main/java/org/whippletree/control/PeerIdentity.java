package org.whippletree.control;

import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import java.io.IOException;

/**
 * Who is at the other end of a connection, as the kernel says ({@code SO_PEERCRED}).
 *
 * @param pid the process that connected, as this process sees it
 * @param uid its user at that moment
 */
public record PeerIdentity(long pid, int uid) {
    static PeerIdentity of(EpollDomainSocketChannel channel) throws IOException {
        PeerCredentials credentials = channel.peerCredentials();
        return new PeerIdentity(credentials.pid(), credentials.uid());
    }
}
