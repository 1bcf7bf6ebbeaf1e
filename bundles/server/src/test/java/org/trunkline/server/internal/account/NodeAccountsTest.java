package org.trunkline.server.internal.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.server.Account;
import org.trunkline.server.AccountException;
import org.trunkline.server.Role;
import org.trunkline.server.TooManyAttemptsException;

class NodeAccountsTest {

    /** bcrypt's lowest: what is tested does not depend on it, how long it takes does. */
    private static final int COST = 4;

    private static final String CLIENT = "127.0.0.1";
    private static final char[] PASSWORD = "correct horse".toCharArray();
    private static final char[] WRONG = "wrong horse".toCharArray();

    @TempDir
    private Path directory;

    private Path file;
    private TestClock clock;
    private NodeAccounts accounts;

    @BeforeEach
    void openWithAnAdministrator() throws Exception {
        file = directory.resolve("data/users.json");
        clock = new TestClock();
        accounts = open();
        accounts.add("admin", PASSWORD, Set.of(Role.ADMIN));
    }

    private NodeAccounts open() throws IOException {
        return NodeAccounts.open(file, COST, new SecureRandom(), clock);
    }

    @Test
    void knowAnAccountByItsNameAndPassword() throws Exception {
        accounts.add("gw-1", PASSWORD, Set.of(Role.VIEWER));

        assertEquals(
                Optional.of(new Account("gw-1", Set.of(Role.VIEWER))), accounts.authenticate("gw-1", PASSWORD, CLIENT));
        assertEquals(Optional.empty(), accounts.authenticate("gw-1", WRONG, CLIENT));
        assertEquals(Optional.empty(), accounts.authenticate("GW-1", PASSWORD, CLIENT));
        assertEquals(Optional.empty(), accounts.authenticate("nobody", PASSWORD, CLIENT));
        assertEquals(Optional.empty(), accounts.authenticate("", new char[0], CLIENT));
    }

    @Test
    void surviveARestart() throws Exception {
        accounts.add("ann", PASSWORD, Set.of(Role.PUBLISHER, Role.VIEWER));

        NodeAccounts again = open();

        assertEquals(accounts.list(), again.list());
        assertTrue(again.authenticate("ann", PASSWORD, CLIENT).isPresent());
    }

    @Test
    void areKeptWithoutTheirPasswordsWhereOnlyTheNodeReads() throws Exception {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(Files.readString(file).contains(new String(PASSWORD)));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList(), "nothing unfinished stays behind");
        }
    }

    @Test
    void haveOnePasswordEachThatCanBeChanged() throws Exception {
        assertTrue(accounts.authenticate("admin", PASSWORD, CLIENT).isPresent());

        accounts.changePassword("admin", "another password".toCharArray());

        assertTrue(accounts.authenticate("admin", PASSWORD, CLIENT).isEmpty(), "the old one, though it was remembered");
        assertTrue(accounts.authenticate("admin", "another password".toCharArray(), CLIENT)
                .isPresent());
    }

    @Test
    void doNotKnowSomebodyWhoWasRemovedThoughTheyWereRemembered() throws Exception {
        accounts.add("ann", PASSWORD, Set.of(Role.VIEWER));
        assertTrue(accounts.authenticate("ann", PASSWORD, CLIENT).isPresent());

        accounts.remove("ann");

        assertTrue(accounts.authenticate("ann", PASSWORD, CLIENT).isEmpty());
        assertEquals(
                AccountException.Kind.ABSENT,
                assertThrows(AccountException.class, () -> accounts.remove("ann"))
                        .kind());
    }

    @Test
    void alwaysKeepAnAdministrator() throws Exception {
        AccountException refused = assertThrows(AccountException.class, () -> accounts.remove("admin"));

        assertEquals(AccountException.Kind.PROTECTED, refused.kind());
        accounts.add("second", PASSWORD, Set.of(Role.ADMIN));
        accounts.remove("admin");
        assertEquals(List.of(new Account("second", Set.of(Role.ADMIN))), accounts.list());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a/b",
                "a:b",
                "ä",
                "a\nb",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refuseNamesThatAreNone(String name) {
        AccountException refused =
                assertThrows(AccountException.class, () -> accounts.add(name, PASSWORD, Set.of(Role.VIEWER)));

        assertEquals(AccountException.Kind.INVALID, refused.kind());
    }

    @Test
    void refuseShortPasswordsDoubledNamesAndNoRoles() {
        assertEquals(
                AccountException.Kind.INVALID,
                assertThrows(
                                AccountException.class,
                                () -> accounts.add("ann", "1234567".toCharArray(), Set.of(Role.VIEWER)))
                        .kind());
        assertEquals(
                AccountException.Kind.EXISTS,
                assertThrows(AccountException.class, () -> accounts.add("admin", PASSWORD, Set.of(Role.VIEWER)))
                        .kind());
        assertEquals(
                AccountException.Kind.INVALID,
                assertThrows(AccountException.class, () -> accounts.add("ann", PASSWORD, Set.of()))
                        .kind());
    }

    @Test
    void tellLongPasswordsApartByTheirLastCharacter() throws Exception {
        String longOne = "x".repeat(100);
        accounts.add("ann", (longOne + "a").toCharArray(), Set.of(Role.VIEWER));

        assertTrue(accounts.authenticate("ann", (longOne + "b").toCharArray(), CLIENT)
                .isEmpty());
        assertTrue(accounts.authenticate("ann", (longOne + "a").toCharArray(), CLIENT)
                .isPresent());
        assertTrue(accounts.authenticate("ann", "x".repeat(100_000).toCharArray(), CLIENT)
                .isEmpty());
    }

    @Test
    void makeWhoFailsOftenWaitLongerEachTime() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertTrue(accounts.authenticate("admin", WRONG, CLIENT).isEmpty());
        }

        TooManyAttemptsException first =
                assertThrows(TooManyAttemptsException.class, () -> accounts.authenticate("admin", PASSWORD, CLIENT));
        assertEquals(Duration.ofSeconds(1), first.retryAfter());
        clock.pass(Duration.ofSeconds(1));
        assertTrue(accounts.authenticate("admin", WRONG, CLIENT).isEmpty());
        assertEquals(
                Duration.ofSeconds(2),
                assertThrows(TooManyAttemptsException.class, () -> accounts.authenticate("admin", PASSWORD, CLIENT))
                        .retryAfter());
        clock.pass(Duration.ofSeconds(2));
        assertTrue(accounts.authenticate("admin", PASSWORD, CLIENT).isPresent());
        assertTrue(accounts.authenticate("admin", WRONG, CLIENT).isEmpty(), "counting begins anew");
    }

    @Test
    void letNobodyLockOutSomebodyElse() throws Exception {
        for (int i = 0; i < 6; i++) {
            clock.pass(Duration.ofMinutes(2));
            accounts.authenticate("admin", WRONG, "10.0.0.66");
        }
        assertThrows(TooManyAttemptsException.class, () -> accounts.authenticate("admin", PASSWORD, "10.0.0.66"));

        assertTrue(accounts.authenticate("admin", PASSWORD, CLIENT).isPresent());
    }

    @Test
    void rememberAVerifiedPasswordForFiveMinutes() throws Exception {
        StoredAccount account = new StoredAccount("ann", "hash", Set.of(Role.VIEWER));
        VerifiedPasswords verified = new VerifiedPasswords(new SecureRandom(), clock);
        verified.add(account, PASSWORD);

        assertTrue(verified.contains(account, PASSWORD));
        assertFalse(verified.contains(account, WRONG));
        assertFalse(verified.contains(account.withPasswordHash("other"), PASSWORD));
        clock.pass(Duration.ofMinutes(5));
        assertFalse(verified.contains(account, PASSWORD));
    }

    @Test
    void spendAsMuchOnAnUnknownNameAsOnAWrongPassword() throws Exception {
        PasswordHasher hasher = new PasswordHasher(new SecureRandom(), 10);
        String hash = hasher.hash(PASSWORD);
        hasher.matchesNobody(PASSWORD);

        long wrong = best(() -> hasher.matches(WRONG, hash));
        long unknown = best(() -> hasher.matchesNobody(WRONG));

        // Both are one bcrypt: were one skipped, the ratio would be in the thousands.
        assertTrue(unknown > wrong / 10 && wrong > unknown / 10, wrong + " ns against " + unknown + " ns");
    }

    private static long best(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    @Test
    void ofDeploymentTomlAreMadeAndChangedAtEachStartAndNotOtherwise() throws Exception {
        accounts.govern("root", "from the file".toCharArray());
        accounts.govern("root", "from the file, new".toCharArray());

        assertTrue(accounts.authenticate("root", "from the file, new".toCharArray(), CLIENT)
                .isPresent());
        assertTrue(accounts.authenticate("root", "from the file".toCharArray(), CLIENT)
                .isEmpty());
        assertEquals(
                AccountException.Kind.PROTECTED,
                assertThrows(AccountException.class, () -> accounts.changePassword("root", PASSWORD))
                        .kind());
        assertEquals(
                AccountException.Kind.PROTECTED,
                assertThrows(AccountException.class, () -> accounts.remove("root"))
                        .kind());
    }

    @Test
    void stayAsTheyAreWhenTheyCannotBeWritten() throws Exception {
        // A directory in the way of the file fails for root too, whom no permission stops.
        Files.delete(file);
        Files.createDirectories(file.resolve("in/the/way"));

        AccountException refused =
                assertThrows(AccountException.class, () -> accounts.add("ann", PASSWORD, Set.of(Role.VIEWER)));

        assertEquals(AccountException.Kind.UNAVAILABLE, refused.kind());
        assertEquals(List.of(new Account("admin", Set.of(Role.ADMIN))), accounts.list());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"format\": 2, \"accounts\": []}",
                "{\"format\": 1, \"accounts\": [{\"name\": \"ann\"}]}",
                "{\"format\": 1, \"accounts\": [{\"name\": \"ann\", \"passwordHash\": \"x\", \"roles\": [\"KING\"]}]}"
            })
    void refuseADamagedFileInsteadOfForgettingWhatIsInIt(String content) throws Exception {
        Files.writeString(file, content);

        IOException refused = assertThrows(IOException.class, this::open);

        assertTrue(refused.getMessage().contains(file + " cannot be understood"), refused.getMessage());
    }

    @Test
    void firstPasswordsAreLongAndNeverTheSame() {
        SecureRandom random = new SecureRandom();

        String one = new String(FirstPassword.make(random));

        assertEquals(20, one.length());
        assertFalse(one.equals(new String(FirstPassword.make(random))));
    }

    @Test
    void rolesIncludeThoseBelowThem() {
        assertTrue(new Account("a", Set.of(Role.ADMIN)).may(Role.VIEWER));
        assertTrue(new Account("a", Set.of(Role.PUBLISHER)).may(Role.VIEWER));
        assertFalse(new Account("a", Set.of(Role.PUBLISHER)).may(Role.ADMIN));
        assertFalse(new Account("a", Set.of(Role.VIEWER)).may(Role.PUBLISHER));
        assertFalse(new Account("a", Set.of()).may(Role.VIEWER));
    }
}
