package dev.marque.platform.identity.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The rows behind providers. */
@Singleton
class OidcProviderRows {

    private static final String SELECT = """
            select id, name, issuer, client_id, client_secret_sealed is not null as has_client_secret, scopes,
                   group_claim, group_roles, default_role, creates_people, links_by_email, email_domains, enabled,
                   created_at, updated_at
            from oidc_providers
            """;

    private record Row(
            UUID id,
            String name,
            String issuer,
            String clientId,
            boolean hasClientSecret,
            List<String> scopes,
            @Nullable String groupClaim,
            String groupRoles,
            @Nullable String defaultRole,
            boolean createsPeople,
            boolean linksByEmail,
            List<String> emailDomains,
            boolean enabled,
            Instant createdAt,
            Instant updatedAt) {}

    private final ObjectMapper json;

    @Inject
    OidcProviderRows(ObjectMapper json) {
        this.json = json;
    }

    void insert(Handle transaction, TenantId tenant, OidcProvider provider, byte @Nullable [] sealedSecret) {
        bind(transaction.createUpdate("""
                                insert into oidc_providers (
                                    id, tenant_id, name, issuer, client_id, client_secret_sealed, scopes, group_claim,
                                    group_roles, default_role, creates_people, links_by_email, email_domains, enabled,
                                    created_at, updated_at)
                                values (:id, :tenant, :name, :issuer, :clientId, :secret, :scopes, :groupClaim,
                                    cast(:groupRoles as jsonb), :defaultRole, :createsPeople, :linksByEmail,
                                    :emailDomains, :enabled, :createdAt, :updatedAt)
                                """), provider, sealedSecret)
                .bind("tenant", tenant)
                .bind("createdAt", provider.createdAt())
                .execute();
    }

    /** Writes all but the secret, which stays if there is no new one. */
    void update(Handle transaction, OidcProvider provider, byte @Nullable [] sealedSecret) {
        bind(transaction.createUpdate("""
                                update oidc_providers set
                                    name = :name, issuer = :issuer, client_id = :clientId,
                                    client_secret_sealed = coalesce(:secret, client_secret_sealed), scopes = :scopes,
                                    group_claim = :groupClaim, group_roles = cast(:groupRoles as jsonb),
                                    default_role = :defaultRole, creates_people = :createsPeople,
                                    links_by_email = :linksByEmail, email_domains = :emailDomains, enabled = :enabled,
                                    updated_at = :updatedAt
                                where id = :id
                                """), provider, sealedSecret).execute();
    }

    private <S extends SqlStatement<S>> S bind(S statement, OidcProvider provider, byte @Nullable [] sealedSecret) {
        return statement
                .bind("id", provider.id())
                .bind("name", provider.name())
                .bind("issuer", provider.issuer().toString())
                .bind("clientId", provider.clientId())
                .bind("secret", sealedSecret)
                .bind("scopes", provider.scopes().toArray(String[]::new))
                .bind("groupClaim", provider.groupClaim())
                .bind("groupRoles", write(provider.groupRoles()))
                .bind("defaultRole", provider.defaultRole())
                .bind("createsPeople", provider.createsPeople())
                .bind("linksByEmail", provider.linksByEmail())
                .bind("emailDomains", provider.emailDomains().toArray(String[]::new))
                .bind("enabled", provider.enabled())
                .bind("updatedAt", provider.updatedAt());
    }

    void delete(Handle transaction, UUID id) {
        transaction
                .createUpdate("delete from oidc_providers where id = :id")
                .bind("id", id)
                .execute();
    }

    Optional<OidcProvider> find(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .map(this::provider)
                .findOne();
    }

    /** The provider, and nobody else changes it until the transaction ends. */
    OidcProvider lock(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where id = :id for update")
                .bind("id", id)
                .mapTo(Row.class)
                .map(this::provider)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("provider"));
    }

    List<OidcProvider> page(Handle transaction, PageRequest request) {
        return transaction
                .createQuery(
                        SELECT + "where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit")
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(Row.class)
                .map(this::provider)
                .list();
    }

    List<OidcProvider> enabled(Handle transaction) {
        return transaction
                .createQuery(SELECT + "where enabled order by name, id")
                .mapTo(Row.class)
                .map(this::provider)
                .list();
    }

    Optional<byte[]> sealedSecret(Handle transaction, UUID id) {
        return transaction
                .createQuery("select client_secret_sealed from oidc_providers where id = :id"
                        + " and client_secret_sealed is not null")
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne();
    }

    private OidcProvider provider(Row row) {
        return new OidcProvider(
                row.id(),
                row.name(),
                URI.create(row.issuer()),
                row.clientId(),
                row.hasClientSecret(),
                row.scopes(),
                row.groupClaim(),
                read(row.groupRoles()),
                row.defaultRole(),
                row.createsPeople(),
                row.linksByEmail(),
                row.emailDomains(),
                row.enabled(),
                row.createdAt(),
                row.updatedAt());
    }

    private String write(List<GroupRole> mapping) {
        try {
            return json.writeValueAsString(mapping);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of records of texts is always JSON", e);
        }
    }

    private List<GroupRole> read(String mapping) {
        try {
            return json.readValue(mapping, new TypeReference<List<GroupRole>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("oidc_providers.group_roles is not what was written there", e);
        }
    }
}
