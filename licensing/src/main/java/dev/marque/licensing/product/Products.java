package dev.marque.licensing.product;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingQuotas;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.rows.Foreign;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The products of a tenant. Thread-safe. */
@Singleton
public class Products {

    private static final String SELECT =
            "select id, code, name, minimum_version, update_required_from, update_message, created_at, updated_at, version"
                    + " from products ";

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Products(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws ProblemException ALREADY_EXISTS if the tenant has a product with this code */
    public Product create(Actor actor, NewProduct input) {
        Instant now = now();
        Product product = new Product(
                ids.next(),
                input.code(),
                input.name(),
                input.minimumVersion(),
                input.updateRequiredFrom(),
                input.updateMessage(),
                now,
                now,
                1);
        return database.inEnvironment(actor.where(), transaction -> {
            LicensingQuotas.PRODUCTS.claim(transaction);
            insert(transaction, actor, product);
            changes.record(transaction, actor, Change.created("product", product.id(), product));
            return product;
        });
    }

    private static void insert(Handle transaction, Actor actor, Product product) {
        int inserted = transaction
                .createUpdate("""
                        insert into products (id, tenant_id, code, name, minimum_version, update_required_from, update_message,
                                              created_at, updated_at)
                        values (:id, :tenant, :code, :name, :minimumVersion, :updateRequiredFrom, :updateMessage,
                                :createdAt, :updatedAt)
                        on conflict (tenant_id, environment, code) do nothing
                        """)
                .bind("tenant", actor.tenant())
                .bindMethods(product)
                .execute();
        if (inserted == 0) {
            String detail = "is the code of another product";
            throw new ProblemException(
                    ProblemType.ALREADY_EXISTS, "The code " + detail, List.of(FieldError.inBody("/code", detail)));
        }
    }

    /** Makes sure, in the caller's transaction, that there is the product of a license that another server issued. */
    public void keepCopy(Handle transaction, Actor actor, UUID id, String code) {
        Instant now = now();
        transaction
                .createUpdate("""
                        insert into products (id, tenant_id, code, name, created_at, updated_at)
                        values (:id, :tenant, :code, :code, :now, :now) on conflict (id) do nothing
                        """)
                .bind("id", id)
                .bind("tenant", actor.tenant())
                .bind("code", code)
                .bind("now", now)
                .execute();
    }

    /** Products, newest first. */
    public Page<Product> list(Actor actor, PageRequest request) {
        List<Product> rows = database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery(SELECT + """
                        where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(Product.class)
                .list());
        return Page.of(rows, request, Product::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public Product get(Actor actor, UUID id) {
        return database.inEnvironment(actor.where(), transaction -> read(transaction, id, ""));
    }

    /** @throws ProblemException NOT_FOUND, or CHANGED_MEANWHILE if the product has another version */
    public Product update(Actor actor, UUID id, ProductEdit edit, ExpectedVersion expected) {
        return database.inEnvironment(actor.where(), transaction -> {
            Product before = read(transaction, id, "for update");
            expected.check(before.version());
            Product after = new Product(
                    id,
                    before.code(),
                    edit.name() == null ? before.name() : edit.name(),
                    edit.minimumVersion() == null ? before.minimumVersion() : edit.minimumVersion(),
                    edit.updateRequiredFrom() == null ? before.updateRequiredFrom() : edit.updateRequiredFrom(),
                    edit.updateMessage() == null ? before.updateMessage() : edit.updateMessage(),
                    before.createdAt(),
                    now(),
                    before.version() + 1);
            transaction.createUpdate("""
                            update products set name = :name, minimum_version = :minimumVersion,
                                                update_required_from = :updateRequiredFrom,
                                                update_message = :updateMessage,
                                                updated_at = :updatedAt, version = :version
                            where id = :id
                            """).bindMethods(after).execute();
            changes.record(transaction, actor, Change.of("product.updated", "product", id, before, after));
            return after;
        });
    }

    private static Product read(Handle transaction, UUID id, String lock) {
        return transaction
                .createQuery(SELECT + "where id = :id " + lock)
                .bind("id", id)
                .mapTo(Product.class)
                .findOne()
                .orElseThrow(() -> Foreign.refused(transaction, "products", id, "product"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
