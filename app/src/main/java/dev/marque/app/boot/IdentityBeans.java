package dev.marque.app.boot;

import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.identity.password.BreachedList;
import dev.marque.platform.identity.password.BreachedPasswords;
import dev.marque.platform.identity.password.PasswordRules;
import dev.marque.platform.identity.password.Passwords;
import dev.marque.platform.identity.post.LetterTexts;
import dev.marque.platform.identity.post.Postbox;
import dev.marque.platform.identity.post.SmtpPostbox;
import dev.marque.platform.tenant.Tenants;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;

/** What identity does differently from server to server. */
@Singleton
public class IdentityBeans {

    /** Tests give a cheaper one. */
    @Produces
    @Singleton
    @DefaultBean
    Passwords passwords(SecureRandom random) {
        return new Passwords(random, Passwords.Cost.STANDARD);
    }

    @Produces
    @Singleton
    PasswordRules passwordRules(MarqueConfiguration configuration) {
        return new PasswordRules(configuration
                .password()
                .breachedList()
                .<BreachedPasswords>map(BreachedList::open)
                .orElse(BreachedPasswords.NONE));
    }

    @Produces
    @Singleton
    Postbox postbox(MarqueConfiguration configuration, Clock clock) {
        return configuration
                .mail()
                .url()
                .<Postbox>map(url -> new SmtpPostbox(url, configuration.mail().from(), clock))
                .orElse(Postbox.CLOSED);
    }

    @Produces
    @Singleton
    LetterTexts letterTexts(MarqueConfiguration configuration, Tenants tenants) {
        URI publicUrl =
                configuration.publicUrl().orElseGet(() -> URI.create("http://localhost:" + configuration.port()));
        return new LetterTexts(tenants, publicUrl);
    }
}
