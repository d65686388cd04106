package dev.marque.app.testing;

import dev.marque.platform.identity.password.Passwords;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/**
 * Passwords that are hashed as ever, only not at the price that a thief is to pay: a tenth of a second of processor time
 * for each sign-in, of which tests make thousands. What servers pay, a packaged one shows.
 */
@Singleton
public class TestPasswords {

    @Produces
    @Singleton
    Passwords cheap(SecureRandom random) {
        return new Passwords(random, new Passwords.Cost(64, 1));
    }
}
