package org.whippletree.proxy.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Who has logged in a short while ago, and who is about to: a few checks are made at a time, the others wait in line without a
 * worker, so that no flood of passwords takes the workers from other requests. Owned by the event loop.
 */
public final class Logins {
    /** One is checked, and the next one ready. */
    private static final int AT_A_TIME = 2;

    private static final int MOST_CACHED = 1_024;

    private final PasswordFiles files = new PasswordFiles();
    private final LongSupplier nanoClock;
    private final int mostWaiting;
    private final Deque<Runnable> line = new ArrayDeque<>();
    private final byte[] salt = new byte[16];
    private int taken;

    /** Until when a check that was passed holds, by a digest of what was checked. */
    private final Map<String, Long> passed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_CACHED;
        }
    };

    /** @param mostWaiting who may stand in line */
    public Logins(LongSupplier nanoClock, int mostWaiting) {
        this.nanoClock = nanoClock;
        this.mostWaiting = mostWaiting;
        new SecureRandom().nextBytes(salt);
    }

    /** A check to be made. */
    public PasswordCheck check(Login login, Credentials credentials) {
        return new PasswordCheck(files, login, credentials);
    }

    /** Whether the same check has been passed a short while ago. */
    public boolean known(PasswordCheck check) {
        Long until = passed.isEmpty() ? null : passed.get(key(check));
        return until != null
                && nanoClock.getAsLong() - until < 0
                && check.login().admits(check.credentials().user());
    }

    /** The check has been passed. */
    public void remember(PasswordCheck check) {
        long nanos = check.login().cached().toNanos();
        if (nanos > 0) {
            passed.put(key(check), nanoClock.getAsLong() + nanos);
        }
    }

    /** Nobody can get a password out of it who does not know the child's memory, and then only by trying. */
    private String key(PasswordCheck check) {
        MessageDigest digest = PasswordHash.digest("SHA-256");
        digest.update(salt);
        digest.update(check.login().userFile().toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(check.credentials().user().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return Base64.getEncoder()
                .encodeToString(digest.digest(check.credentials().password()));
    }

    /**
     * Calls back when it is this one's turn, perhaps at once; the turn is to be {@link #leave left}.
     *
     * @return whether there was a place in the line
     */
    public boolean enter(Runnable begin) {
        if (taken < AT_A_TIME) {
            taken++;
            begin.run();
        } else if (line.size() < mostWaiting) {
            line.add(begin);
        } else {
            return false;
        }
        return true;
    }

    /** The turn is over. */
    public void leave() {
        Runnable next = line.poll();
        if (next == null) {
            taken--;
        } else {
            next.run();
        }
    }

    /** Whether it stood in the line, and does no more. */
    public boolean withdraw(Runnable begin) {
        return line.remove(begin);
    }
}
