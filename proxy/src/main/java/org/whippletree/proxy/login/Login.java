package org.whippletree.proxy.login;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the clients of a path log in.
 *
 * @param realm what they are told that they log in to
 * @param userFile has users and hashes of their passwords
 * @param users those who are admitted; empty: all of the file
 * @param cached how long a check that a client has passed holds
 */
public record Login(String realm, Path userFile, List<String> users, Duration cached) {
    public Login {
        users = List.copyOf(users);
    }

    /** The same for some users alone; none: for all. */
    public Login only(List<String> some) {
        return new Login(realm, userFile, some, cached);
    }

    boolean admits(String user) {
        return users.isEmpty() || users.contains(user);
    }
}
