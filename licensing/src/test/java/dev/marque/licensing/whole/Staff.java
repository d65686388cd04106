package dev.marque.licensing.whole;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.time.Term;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.grant.NewGrants;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.policy.PolicyEdit;
import dev.marque.licensing.release.ListedRelease;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff do to licenses and policies, by the services of the step's process; a conflict is told as such. */
final class Staff {

    private final Clients clients;

    Staff(Clients clients) {
        this.clients = clients;
    }

    String suspend(Step step, Given given) {
        return state(() -> fixture(step).licenses.suspend(staff(step), given.id(), null));
    }

    String reinstate(Step step, Given given) {
        return state(() -> fixture(step).licenses.reinstate(staff(step), given.id()));
    }

    String revoke(Step step, Given given) {
        return state(() -> fixture(step).licenses.revoke(staff(step), given.id(), null));
    }

    String archive(Step step, Given given) {
        return state(() -> fixture(step).licenses.archive(staff(step), given.id()));
    }

    String renew(Step step, Given given) {
        return state(() -> fixture(step).licenses.renew(staff(step), given.id()));
    }

    String extend(Step step, Given given) {
        Term by = Term.parse("P" + step.number() + "D");
        return state(() -> fixture(step).licenses.extend(staff(step), given.id(), by));
    }

    String renewMaintenance(Step step, Given given) {
        return state(() -> fixture(step).licenses.renewMaintenance(staff(step), given.id()));
    }

    String edit(Step step, Given given, Map<String, Object> edit) {
        LicenseEdit read = fixture(step).json.convertValue(edit, LicenseEdit.class);
        return state(() -> fixture(step).licenses.update(staff(step), given.id(), read, ExpectedVersion.ANY));
    }

    void editPolicy(Step step, int policy, Plan edit) {
        PolicyEdit read = fixture(step).json.convertValue(edit.json(), PolicyEdit.class);
        fixture(step).policies.update(staff(step), clients.policies.get(policy).id(), read, ExpectedVersion.ANY);
    }

    /** The licenses that take the policy's present conditions. */
    List<UUID> applyPolicy(Step step, int policy) {
        return clients
                .room(step)
                .adoptions
                .apply(staff(step), clients.policies.get(policy).id(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .stream()
                .map(adopted -> adopted.license().id())
                .toList();
    }

    String changePolicy(Step step, Given given, boolean keepOverrides, boolean restart) {
        UUID policy = clients.policies.get(step.policy()).id();
        return state(() -> clients.room(step)
                .adoptions
                .change(staff(step), given.id(), policy, keepOverrides, restart)
                .license());
    }

    String replaceKey(Step step, Given given, Duration overlap) {
        return conflictOr(() -> {
            given.keys.add(fixture(step)
                    .keyReplacement
                    .replace(staff(step), given.id(), overlap)
                    .key());
            return "REPLACED";
        });
    }

    /** @param age 0 for the present key, 1 for the one before it, and so on */
    boolean opens(Step step, Given given, int age) {
        if (age >= given.keys.size()) {
            return false;
        }
        String key = given.keys.get(given.keys.size() - 1 - age);
        Optional<Actor> actor = fixture(step)
                .authenticator
                .authenticate(new Credential("license", key), staff(step).origin());
        return actor.filter(found -> found.id().equals(given.id())).isPresent();
    }

    void listVersion(Step step) {
        clients.room(step)
                .releases
                .list(staff(step), clients.product.id(), step.version(), new ListedRelease(null, null, null));
    }

    String grant(
            Step step,
            Given given,
            GrantSource source,
            String reference,
            @Nullable Instant startsAt,
            Instant expiresAt) {
        NewGrants grants =
                new NewGrants(source, reference, startsAt, expiresAt, Map.of(step.feature(), FeatureValue.ON));
        return conflictOr(() -> {
            clients.room(step).grants.grant(staff(step), given.id(), grants);
            return "GRANTED";
        });
    }

    String withdraw(Step step, Given given, GrantSource source, String reference) {
        return conflictOr(() -> "WITHDRAWN "
                + clients.room(step)
                        .grants
                        .withdraw(staff(step), given.id(), source, reference)
                        .size());
    }

    private LicensingFixture fixture(Step step) {
        return clients.room(step).fixture;
    }

    private Actor staff(Step step) {
        return fixture(step).acme;
    }

    /** What the services are asked for. */
    @FunctionalInterface
    private interface Call<T> {
        T make();
    }

    private static String state(Call<License> call) {
        return conflictOr(() -> call.make().state().name());
    }

    private static String conflictOr(Call<String> call) {
        try {
            return call.make();
        } catch (ProblemException problem) {
            return problem.type().name();
        }
    }
}
