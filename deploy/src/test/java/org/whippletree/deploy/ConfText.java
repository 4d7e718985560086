package org.whippletree.deploy;

import java.io.IOException;
import java.nio.file.Path;

/** The text of a server's configuration, once its places are known. */
interface ConfText {
    /**
     * @param root the folder of the server, which is there and empty
     * @param runtimeDir a folder whose path is short enough for sockets
     * @param port a free port to listen on
     */
    String text(Path root, Path runtimeDir, int port) throws IOException;
}
