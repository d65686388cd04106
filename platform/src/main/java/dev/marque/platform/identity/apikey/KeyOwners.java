package dev.marque.platform.identity.apikey;

import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RoleGrants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who answers for keys, and what they may do now. */
@Singleton
class KeyOwners {

    private record Holder(List<String> roles) {}

    private final RoleGrants roleGrants;

    @Inject
    KeyOwners(RoleGrants roleGrants) {
        this.roleGrants = roleGrants;
    }

    /** Who answers for a key that this actor makes: a key's owner also answers for the keys that it makes. */
    Optional<KeyOwner> of(Handle transaction, Actor actor) {
        return switch (actor.kind()) {
            case USER -> Optional.of(new KeyOwner(KeyOwner.Kind.USER, actor.id()));
            case API_KEY ->
                ApiKeyRows.find(transaction, actor.id()).flatMap(key -> owner(key.ownerKind(), key.ownerId()));
            case LICENSE, SYSTEM -> Optional.empty();
        };
    }

    private static Optional<KeyOwner> owner(KeyOwner.@Nullable Kind kind, @Nullable UUID id) {
        return kind == null || id == null ? Optional.empty() : Optional.of(new KeyOwner(kind, id));
    }

    /** What the key may do now; empty if its owner is gone or disabled. */
    Optional<Set<String>> permissions(Handle transaction, ApiKey key) {
        Set<String> scopes = Set.copyOf(key.scopes());
        return owner(key.ownerKind(), key.ownerId())
                .map(owner ->
                        holder(transaction, owner).map(holder -> roleGrants.both(transaction, holder.roles(), scopes)))
                .orElse(Optional.of(scopes));
    }

    private static Optional<Holder> holder(Handle transaction, KeyOwner owner) {
        String sql =
                switch (owner.kind()) {
                    case USER -> "select roles from users where id = :id and disabled_at is null";
                    case SERVICE_ACCOUNT -> "select roles from service_accounts where id = :id and disabled_at is null";
                };
        return transaction
                .createQuery(sql)
                .bind("id", owner.id())
                .mapTo(Holder.class)
                .findOne();
    }
}
