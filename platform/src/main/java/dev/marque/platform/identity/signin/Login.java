package dev.marque.platform.identity.signin;

import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** An account, as far as signing in goes. */
public record Login(
        TenantId tenant,
        UUID id,
        String email,
        @Nullable String passwordHash,
        @Nullable Instant disabledAt) {

    /** The account that the credential directory led to. */
    static Login of(Handle transaction, UUID user) {
        return transaction.createQuery("""
                        select tenant_id as tenant, id, email, password_hash, disabled_at from users where id = :id
                        """).bind("id", user).mapTo(Login.class).one();
    }

    @Override
    public String toString() {
        return "Login[" + id + "]";
    }
}
