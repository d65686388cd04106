package dev.marque.platform.identity.post;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Emails;
import dev.marque.platform.jobs.Jobs;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Letters that are to be sent. A letter is asked for in the transaction of what it is about, and written by {@link
 * LetterJobs}: only then is the secret in it made, so that no waiting job holds one. Thread-safe.
 */
@Singleton
public class Letters {

    private final Database database;
    private final Jobs jobs;
    private final InstantSource clock;

    @Inject
    public Letters(Database database, Jobs jobs, InstantSource clock) {
        this.database = database;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Invites by letter, if Marque can send any. */
    public void invite(Handle transaction, TenantId tenant, UUID invitation) {
        String id = tenant + "/" + invitation;
        jobs.schedule(transaction, LetterJobs.INVITATION, id, id, clock.instant());
    }

    /**
     * Sends a way to a new password to whoever has this address, if anybody has it. Whether that is so is looked up later
     * by the job: the caller cannot tell from answer or time. Asking again while the job waits changes nothing.
     */
    public void forgotten(String email) {
        String hash = HexFormat.of().formatHex(Emails.lookupHash(email));
        Instant now = clock.instant();
        String data = hash + "/" + now.getEpochSecond();
        database.runWithoutTenant(transaction -> jobs.schedule(transaction, LetterJobs.FORGOTTEN, hash, data, now));
    }
}
