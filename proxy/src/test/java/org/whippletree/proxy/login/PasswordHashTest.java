package org.whippletree.proxy.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    /** Each of htpasswd, for {@code secret}. */
    private static final String BCRYPT = "$2y$05$QXB6bfWnYuUxdvEuj/Kxd.aYAzYp9fml.tqySp2x6s1EGBSr1O4PG";

    private static final String APR1 = "$apr1$NtMeGSwa$MIjI73J6Dlv6TaD/uMQps0";
    private static final String SHA = "{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=";

    @TempDir
    private Path folder;

    private long nowNanos;
    private final Logins logins = new Logins(() -> nowNanos, 1);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {BCRYPT, APR1, SHA})
    void knowsWhatHtpasswdMakes(String hash) throws Exception {
        assertTrue(PasswordHash.matches(hash, bytes("secret")));
        assertFalse(PasswordHash.matches(hash, bytes("Secret")));
        assertFalse(PasswordHash.matches(hash, bytes("")));
    }

    @Test
    void readsTheLettersOfOtherPrograms() throws Exception {
        assertTrue(PasswordHash.matches(BCRYPT.replace("$2y$", "$2b$"), bytes("secret")));
        assertTrue(PasswordHash.matches(BCRYPT.replace("$2y$", "$2a$"), bytes("secret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "rl5uZ2fPKuy2E", "$2y$20$abcdefghijklmnopqrstuuCVtOdDDxQVZCQ0Kf1WJ5pQPVnJSDVvu"})
    void refusesWhatItCannotCompareWith(String hash) {
        assertThrows(PasswordHash.UnknownHashException.class, () -> PasswordHash.matches(hash, bytes("secret")));
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("users"), String.join("\n", lines) + "\n");
    }

    private PasswordCheck check(Path file, String pair, String... users) {
        String field = "bAsIc " + Base64.getEncoder().encodeToString(bytes(pair));
        return logins.check(
                new Login("r", file, List.of(users), Duration.ofSeconds(60)),
                Credentials.parse(field).orElseThrow());
    }

    private PasswordCheck.Outcome outcome(Path file, String pair, String... users) {
        PasswordCheck check = check(file, pair, users);
        check.run();
        return check.outcome();
    }

    @Test
    void tellsWhoIsAdmitted() throws IOException {
        Path file = file("# ours", "ann:" + SHA, "bob:" + APR1 + ":Bob", "eve:plain");

        assertEquals(PasswordCheck.Outcome.ACCEPTED, outcome(file, "ann:secret"));
        assertEquals(PasswordCheck.Outcome.ACCEPTED, outcome(file, "bob:secret", "ann", "bob"));
        assertEquals(PasswordCheck.Outcome.REJECTED, outcome(file, "bob:secret", "ann"));
        assertEquals(PasswordCheck.Outcome.REJECTED, outcome(file, "bob:secret2"));
        assertEquals(PasswordCheck.Outcome.REJECTED, outcome(file, "nobody:secret"));
        assertEquals(PasswordCheck.Outcome.FAILED, outcome(file, "eve:plain"));
        assertEquals(PasswordCheck.Outcome.FAILED, outcome(folder.resolve("missing"), "ann:secret"));
    }

    @Test
    void readsAFileAnewThatHasChanged() throws IOException {
        Path file = file("ann:" + SHA);
        assertEquals(PasswordCheck.Outcome.REJECTED, outcome(file, "bob:secret"));

        file("ann:" + SHA, "bob:" + SHA);

        assertEquals(PasswordCheck.Outcome.ACCEPTED, outcome(file, "bob:secret"));
    }

    @Test
    void remembersForAWhileWhoHasPassed() throws IOException {
        Path file = file("ann:" + SHA);
        logins.remember(check(file, "ann:secret"));

        assertTrue(logins.known(check(file, "ann:secret")));
        assertFalse(logins.known(check(file, "ann:secret", "bob")));
        assertFalse(logins.known(check(file, "ann:Secret")));
        nowNanos += Duration.ofSeconds(60).toNanos();
        assertFalse(logins.known(check(file, "ann:secret")));
    }

    @Test
    void letsTwoCheckAtATimeAndBoundsTheLine() {
        Runnable nothing = () -> nowNanos++;
        for (int i = 0; i < 3; i++) {
            assertTrue(logins.enter(nothing));
        }
        assertEquals(2, nowNanos);
        assertFalse(logins.enter(nothing));
        logins.leave();
        assertEquals(3, nowNanos);
        Runnable third = () -> nowNanos++;
        assertTrue(logins.enter(third) && logins.withdraw(third));
        logins.leave();
        assertEquals(3, nowNanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !", "Bearer YTpi", "Basic YWI="})
    void takesNothingElseForCredentials(String field) {
        assertTrue(Credentials.parse(field).isEmpty());
    }
}
