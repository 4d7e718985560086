package org.whippletree.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The socket's place in the file system. The file is born with the umask's rights and narrowed after bind, so its folder must keep
 * others out.
 */
final class SocketFile {
    /** {@code sun_path} of unix(7) holds 108 bytes with the closing zero. */
    private static final int PATH_LIMIT_BYTES = 107;

    private SocketFile() {}

    /** Makes room for a socket: refuses a path that no socket can have, removes the file of a former supervisor. */
    static void prepare(Path socket) throws IOException {
        int pathBytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (pathBytes > PATH_LIMIT_BYTES) {
            throw new IOException("the control socket's path has " + pathBytes + " bytes, and a Unix socket's may have "
                    + PATH_LIMIT_BYTES + ": set DefaultRuntimeDir to a shorter path than that of " + socket);
        }
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException("the control socket cannot be made, since " + socket
                    + " is there and is not a socket: remove it, or set DefaultRuntimeDir to another folder");
        }
        Files.delete(socket);
    }

    static void restrictToOwner(Path socket) throws IOException {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    }
}
