package dev.marque.platform.identity.password;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of passwords. */
final class PasswordRows {

    /** A person with a password; not disabled. */
    record Holder(
            UUID id, String email, String name, @Nullable String passwordHash) {

        @Override
        public String toString() {
            return "Holder[" + id + "]";
        }
    }

    private PasswordRows() {}

    /** The person, locked; empty if disabled or removed. */
    static Optional<Holder> lock(Handle transaction, UUID user) {
        return transaction.createQuery("""
                        select id, email, name, password_hash from users
                        where id = :id and disabled_at is null for update
                        """).bind("id", user).mapTo(Holder.class).findOne();
    }

    /** Sets the password that the person chose. */
    static void set(Handle transaction, UUID user, String passwordHash) {
        transaction
                .createUpdate("update users set password_hash = :hash, password_is_own = true where id = :id")
                .bind("hash", passwordHash)
                .bind("id", user)
                .execute();
    }
}
