package dev.marque.platform.identity.post;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.token.OneTimeTokens;
import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.OneOffJob;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes and sends the letters that {@link Letters} asks for. A letter that could not be sent takes its token back and is
 * tried again; one that was sent by a process that then died is sent twice, each with a token that works. Thread-safe.
 */
@Singleton
public class LetterJobs implements JobSource {

    static final String INVITATION = "platform.invitation-letter";
    static final String FORGOTTEN = "platform.forgotten-password-letter";

    /** How long the link of a letter works that anybody can ask for. */
    static final Duration RESET_LIFETIME = Duration.ofHours(1);

    /** A stranger can have somebody get so many letters in an hour, and no more. */
    static final int RESETS_PER_HOUR = 3;

    /** After so long nobody waits for the letter any more. */
    static final Duration TRIED_FOR = Duration.ofHours(24);

    private static final System.Logger LOG = System.getLogger(LetterJobs.class.getName());

    private record Invited(UUID id, String email, Instant expiresAt) {}

    private record Reader(UUID subject, String email, Duration lifetime) {}

    private final Database database;
    private final CredentialDirectory directory;
    private final OneTimeTokens tokens;
    private final Postbox postbox;
    private final LetterTexts texts;
    private final InstantSource clock;

    @Inject
    public LetterJobs(
            Database database,
            CredentialDirectory directory,
            OneTimeTokens tokens,
            Postbox postbox,
            LetterTexts texts,
            InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.tokens = tokens;
        this.postbox = postbox;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public List<OneOffJob> oneOffJobs() {
        return List.of(new OneOffJob(INVITATION, this::invitation), new OneOffJob(FORGOTTEN, this::forgotten));
    }

    /** @param data tenant and invitation, with a slash between */
    void invitation(String data) {
        if (isClosed("an invitation")) {
            return;
        }
        int slash = data.indexOf('/');
        UUID id = UUID.fromString(data.substring(slash + 1));
        send(TenantId.of(data.substring(0, slash)), Purpose.INVITATION, transaction -> invited(transaction, id));
    }

    private Optional<Reader> invited(Handle transaction, UUID invitation) {
        Instant now = clock.instant();
        return transaction
                .createQuery("""
                        select id, email, expires_at from invitations
                        where id = :id and accepted_at is null and revoked_at is null and expires_at > :now
                        """)
                .bind("id", invitation)
                .bind("now", now)
                .mapTo(Invited.class)
                .findOne()
                .map(found -> new Reader(found.id(), found.email(), Duration.between(now, found.expiresAt())));
    }

    /** @param data the hash of the address in hexadecimal, a slash, and when it was asked for in seconds since 1970 */
    void forgotten(String data) {
        int slash = data.indexOf('/');
        Instant askedAt = Instant.ofEpochSecond(Long.parseLong(data.substring(slash + 1)));
        if (isClosed("a forgotten password") || clock.instant().isAfter(askedAt.plus(TRIED_FOR))) {
            return;
        }
        for (Entry entry : directory.find(Kind.EMAIL, HexFormat.of().parseHex(data.substring(0, slash)))) {
            send(entry.tenantId(), Purpose.PASSWORD_RESET, transaction -> reader(transaction, entry.subjectId()));
        }
    }

    private Optional<Reader> reader(Handle transaction, UUID user) {
        int recent = tokens.madeSince(
                transaction, Purpose.PASSWORD_RESET, user, clock.instant().minus(RESET_LIFETIME));
        return recent >= RESETS_PER_HOUR
                ? Optional.empty()
                : transaction
                        .createQuery("select email from users where id = :id and disabled_at is null")
                        .bind("id", user)
                        .mapTo(String.class)
                        .findOne()
                        .map(email -> new Reader(user, email, RESET_LIFETIME));
    }

    @FunctionalInterface
    private interface ReaderSearch {
        Optional<Reader> in(Handle transaction);
    }

    private record Stamped(Reader reader, String token) {

        @Override
        public String toString() {
            return "Stamped[" + reader + "]";
        }
    }

    private void send(TenantId tenant, Purpose purpose, ReaderSearch search) {
        Optional<Stamped> stamped = database.inTenant(tenant, transaction -> search.in(transaction)
                .map(reader -> new Stamped(
                        reader,
                        tokens.issue(transaction, tenant, purpose, reader.subject(), reader.lifetime())
                                .token())));
        stamped.ifPresent(ready -> {
            try {
                postbox.send(texts.write(purpose, tenant, ready.reader().email(), ready.token()));
            } catch (RuntimeException notSent) {
                database.runInTenant(tenant, transaction -> tokens.withdraw(transaction, ready.token()));
                throw notSent;
            }
        });
    }

    private boolean isClosed(String occasion) {
        if (!postbox.isOpen()) {
            LOG.log(Level.INFO, "no letter for " + occasion + ": MARQUE_MAIL_URL is not set");
        }
        return !postbox.isOpen();
    }
}
