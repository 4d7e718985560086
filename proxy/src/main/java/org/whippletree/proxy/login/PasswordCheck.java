package org.whippletree.proxy.login;

import java.io.IOException;

/** One check of a name and its password. Made on the thread of a worker, asked for its outcome on the event loop behind it. */
public final class PasswordCheck {
    private static final System.Logger LOG = System.getLogger(PasswordCheck.class.getName());

    /** What nobody's password gives: a user that there is not takes as long as one that there is. */
    private static final String NOBODY = "$2y$10$" + "abcdefghijklmnopqrstuuCVtOdDDxQVZCQ0Kf1WJ5pQPVnJSDVvu";

    private final PasswordFiles files;
    private final Login login;
    private final Credentials credentials;
    private Outcome outcome = Outcome.FAILED;

    /** How a check ends. */
    public enum Outcome {
        /** It is the user's password. */
        ACCEPTED,
        /** There is no such user, or the password is another's. */
        REJECTED,
        /** Nobody can tell; the log says why. */
        FAILED
    }

    PasswordCheck(PasswordFiles files, Login login, Credentials credentials) {
        this.files = files;
        this.login = login;
        this.credentials = credentials;
    }

    Login login() {
        return login;
    }

    Credentials credentials() {
        return credentials;
    }

    /** Makes the check; takes as long as the hash is meant to take. */
    public void run() {
        try {
            String hash = files.hash(login.userFile(), credentials.user()).orElse(NOBODY);
            boolean matches = PasswordHash.matches(hash, credentials.password());
            outcome = matches && !hash.equals(NOBODY) && login.admits(credentials.user())
                    ? Outcome.ACCEPTED
                    : Outcome.REJECTED;
        } catch (IOException failure) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "AuthUserFile {0} cannot be read ({1}): make it readable for the User of the children",
                    login.userFile(),
                    failure);
        } catch (PasswordHash.UnknownHashException unknown) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "AuthUserFile {0}: user {1}: {2}",
                    login.userFile(),
                    credentials.user(),
                    unknown.getMessage());
        }
    }

    /** How it has ended. */
    public Outcome outcome() {
        return outcome;
    }
}
