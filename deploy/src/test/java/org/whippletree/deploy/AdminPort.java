package org.whippletree.deploy;

import java.io.IOException;

/** Where a server under test answers for itself over HTTP: a status costs no process there. */
record AdminPort(int port) {
    static AdminPort free() {
        return new AdminPort(FreePorts.next());
    }

    String directive() {
        return "AdminListen 127.0.0.1:" + port;
    }

    Status status() {
        try (RawConnection asker = RawConnection.open(port)) {
            return Status.parse(asker.get("/server-status?json").body());
        } catch (IOException failure) {
            throw new AssertionError("no status on port " + port, failure);
        }
    }
}
