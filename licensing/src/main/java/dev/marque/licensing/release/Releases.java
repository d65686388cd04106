package dev.marque.licensing.release;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.Channel;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.Foreign;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The listed versions of products. Thread-safe. */
@Singleton
public class Releases {

    /** How many versions one answer lists. */
    private static final int LISTED = 500;

    private static final String RECORD = "product-version";
    private static final String SELECT =
            "select version, channel, released_at, checksums from product_versions where product_id = :product ";

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public Releases(Database database, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Lists a version, or says something else about a listed one. What is left out stays as it was listed.
     *
     * @throws ProblemException NOT_FOUND without such a product, INVALID_INPUT for a text that is no version
     */
    public Release list(Actor actor, UUID product, String version, ListedRelease input) {
        Version parsed = parse(version);
        return database.inEnvironment(actor.where(), transaction -> {
            // Two who list the same version wait for each other here, so that what is recorded is what happened.
            requireProduct(transaction, product, "for update");
            Release before = find(transaction, product, parsed).orElse(null);
            Release after = new Release(
                    parsed.toString(),
                    first(input.channel(), before == null ? null : before.channel(), Channel.of(parsed)),
                    first(input.releasedAt(), before == null ? null : before.releasedAt(), clock.instant())
                            .truncatedTo(ChronoUnit.MICROS),
                    first(input.checksums(), before == null ? null : before.checksums(), List.of()));
            if (!after.equals(before)) {
                write(transaction, actor, product, after);
                String action = before == null ? "product-version.listed" : "product-version.updated";
                changes.record(transaction, actor, new Change(action, RECORD, product, before, after));
            }
            return after;
        });
    }

    /**
     * The newest versions of a product, 500 at most.
     *
     * @throws ProblemException NOT_FOUND
     */
    public List<Release> of(Actor actor, UUID product) {
        return database.inEnvironment(actor.where(), transaction -> {
            requireProduct(transaction, product, "");
            return transaction
                    .createQuery(SELECT + "order by released_at desc, version limit :limit")
                    .bind("product", product)
                    .bind("limit", LISTED)
                    .map((row, context) -> map(row))
                    .list();
        });
    }

    /** @throws ProblemException NOT_FOUND if the version is not listed */
    public void unlist(Actor actor, UUID product, String version) {
        Version parsed = parse(version);
        database.runInEnvironment(actor.where(), transaction -> {
            requireProduct(transaction, product, "for update");
            Release before = find(transaction, product, parsed).orElseThrow(() -> ProblemException.notFound("version"));
            transaction
                    .createUpdate("delete from product_versions where product_id = :product and version = :version")
                    .bind("product", product)
                    .bind("version", before.version())
                    .execute();
            changes.record(transaction, actor, new Change("product-version.unlisted", RECORD, product, before, null));
        });
    }

    private static Version parse(String version) {
        return Version.parse(version)
                .orElseThrow(() -> ProblemException.invalid(
                        FieldError.inParameter("version", "must be a version such as 2, 2.1 or 2.1.0-rc.1")));
    }

    private static void requireProduct(Handle transaction, UUID product, String lock) {
        boolean there = transaction
                .createQuery("select id from products where id = :id " + lock)
                .bind("id", product)
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
        if (!there) {
            throw Foreign.refused(transaction, "products", product, "product");
        }
    }

    private static Optional<Release> find(Handle transaction, UUID product, Version version) {
        return transaction
                .createQuery(SELECT + "and version = :version")
                .bind("product", product)
                .bind("version", version.toString())
                .map((row, context) -> map(row))
                .findOne();
    }

    private static Release map(ResultSet row) throws SQLException {
        return new Release(
                Columns.text(row, "version"),
                Columns.constant(row, "channel", Channel.class),
                Columns.instant(row, "released_at"),
                Columns.texts(row, "checksums"));
    }

    private static void write(Handle transaction, Actor actor, UUID product, Release release) {
        transaction
                .createUpdate("""
                        insert into product_versions (tenant_id, product_id, version, channel, released_at, checksums)
                        values (:tenant, :product, :version, :channel, :releasedAt, :files)
                        on conflict (tenant_id, product_id, version) do update
                            set channel = excluded.channel, released_at = excluded.released_at,
                                checksums = excluded.checksums
                        """)
                .bind("tenant", actor.tenant())
                .bind("product", product)
                .bind("files", release.checksums().toArray(String[]::new))
                .bindMethods(release)
                .execute();
    }

    private static <T> T first(@Nullable T said, @Nullable T before, T otherwise) {
        return Objects.requireNonNullElse(said, Objects.requireNonNullElse(before, otherwise));
    }
}
