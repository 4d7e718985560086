package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.whippletree.config.ChildOwner;
import org.whippletree.config.ServerConfig;

/** What a start does so that children can run as another user than root; nothing where there is none. */
final class ChildUsers {
    private static final System.Logger LOG = System.getLogger(ChildUsers.class.getName());
    private static final int ROOT = 0;

    private ChildUsers() {}

    /** The user of children, whose they can reach the runtime folder as; empty if they run as whoever starts the server. */
    static Optional<ChildUser> choose(ServerConfig config, int ownUid) throws StartFailure {
        ChildOwner owner = config.child().owner();
        if (ownUid != ROOT) {
            return Optional.empty();
        }
        if (!owner.named()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "started by root without User: children, who read what clients send, run as root too; set User, or"
                            + " start the server as another user");
            return Optional.empty();
        }
        ChildUser user = ChildUser.of(owner);
        user.openFolder(config.paths().runtimeDir());
        return Optional.of(user);
    }

    /** Fails here, with words, rather than in a child that cannot say what it lacks. */
    static void tryOut(Optional<ChildUser> user, Path argumentFile, Installation installation) throws StartFailure {
        if (user.isPresent()) {
            user.get()
                    .tryOut(Stream.concat(
                            Stream.of(Path.of(JvmLauncher.java()), argumentFile),
                            Stream.concat(installation.classPath().stream(), installation.nativeFolder().stream())));
        }
    }

    static void give(Optional<ChildUser> user, Path socket) throws StartFailure {
        if (user.isPresent()) {
            try {
                user.get().give(socket);
            } catch (IOException e) {
                throw new StartFailure(
                        "could not give " + socket + " to the User of the configuration (" + e
                                + "): name a DefaultRuntimeDir where that is possible",
                        e);
            }
        }
    }

    /** Not in root's home, where other users cannot look. */
    static Path archiveFolder(Optional<ChildUser> user, Path runtimeDir) {
        Map<String, String> environment = System.getenv();
        if (user.isPresent()) {
            String service = environment.get("CACHE_DIRECTORY");
            environment = service == null ? Map.of() : Map.of("CACHE_DIRECTORY", service);
        }
        return ArchiveFolder.choose(environment, runtimeDir);
    }

    static void letPass(Optional<ChildUser> user, Path folder) throws StartFailure {
        for (ChildUser present : user.map(List::of).orElse(List.of())) {
            present.openFolder(folder);
        }
    }
}
