package org.whippletree.deploy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a server under test tells its own user how it is: what {@code dump --json} prints, without a process for each look. */
record AdminSocket(Path path) {
    private static final String REQUEST = "GET /server-status?json HTTP/1.0\r\nHost: localhost\r\n\r\n";

    static AdminSocket in(Path runtimeDir) {
        return new AdminSocket(runtimeDir.resolve("admin.sock"));
    }

    /** Whether somebody listens. */
    boolean answers() {
        try (SocketChannel asker = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return asker.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    Status status() {
        try (SocketChannel asker = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            Channels.newOutputStream(asker).write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(Channels.newInputStream(asker).readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.matches("(?s)HTTP/1\\.[01] 200 .*")) {
                throw new AssertionError("no status on " + path + ": " + answer);
            }
            return Status.parse(answer.substring(answer.indexOf("\r\n\r\n")));
        } catch (IOException failure) {
            throw new AssertionError("no status on " + path, failure);
        }
    }
}
