package org.whippletree.proxy.socket;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/**
 * Ends a socket's output when all that was written has gone. Netty (seen in 4.2.18) fails writes that may still wait, for which it
 * makes an exception with its stack at each connection.
 */
public final class Fin {
    private static final System.Logger LOG = System.getLogger(Fin.class.getName());

    private Fin() {}

    /** Sends the FIN; answers whether there was still a connection to send it on. Nothing may be written afterwards. */
    public static boolean send(Channel channel) {
        if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            try {
                socket.shutdown(false, true);
                return true;
            } catch (IOException | NotYetConnectedException gone) {
                LOG.log(System.Logger.Level.DEBUG, "a connection has ended before its FIN: {0}", gone);
                return false;
            }
        }
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            return true;
        }
        return false;
    }
}
