package dev.marque.platform.identity.apikey;

import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Granted;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.identity.Roles;
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

    private record Holder(
            List<String> roles,
            @Nullable UUID teamId,
            @Nullable UUID partnerId) {}

    /** What a key may do now, and on which records. */
    record Grip(Set<String> permissions, RecordScope scope) {}

    private final Roles roles;

    @Inject
    KeyOwners(Roles roles) {
        this.roles = roles;
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

    /**
     * What the key may do now: what its owner may, within the key's scopes and on the records that the owner reaches.
     * Empty if the owner is gone or disabled. A key without an owner, as the first versions made them, reaches all.
     */
    Optional<Grip> grip(Handle transaction, ApiKey key) {
        Set<String> scopes = Set.copyOf(key.scopes());
        return owner(key.ownerKind(), key.ownerId())
                .map(owner -> holder(transaction, owner).map(holder -> grip(transaction, owner, holder, scopes)))
                .orElseGet(() -> Optional.of(new Grip(scopes, RecordScope.all(key.id()))));
    }

    private Grip grip(Handle transaction, KeyOwner owner, Holder holder, Set<String> scopes) {
        Granted granted = roles.granted(transaction, holder.roles()).within(scopes);
        return new Grip(
                granted.permissions(),
                new RecordScope(granted.reach(), owner.id(), holder.teamId(), holder.partnerId()));
    }

    private static Optional<Holder> holder(Handle transaction, KeyOwner owner) {
        String sql =
                switch (owner.kind()) {
                    case USER -> "select roles, team_id, partner_id from users where id = :id and disabled_at is null";
                    case SERVICE_ACCOUNT -> """
                        select roles, cast(null as uuid) as team_id, cast(null as uuid) as partner_id
                        from service_accounts where id = :id and disabled_at is null
                        """;
                };
        return transaction
                .createQuery(sql)
                .bind("id", owner.id())
                .mapTo(Holder.class)
                .findOne();
    }
}
