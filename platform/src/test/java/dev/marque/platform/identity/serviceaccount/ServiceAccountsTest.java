package dev.marque.platform.identity.serviceaccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.apikey.ApiKey;
import dev.marque.platform.identity.apikey.KeyFixture;
import dev.marque.platform.identity.apikey.NewApiKey;
import dev.marque.platform.identity.apikey.RevocationReason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ServiceAccountsTest {

    private static final KeyFixture fixture = new KeyFixture();
    private static final ServiceAccounts accounts = fixture.serviceAccounts;
    private static final AtomicInteger names = new AtomicInteger();

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void aKeyOfAnAccountDoesWhatRolesAndScopesBothAllow() {
        ServiceAccount account = account("administrator");
        ApiKey.Created key = key(account, "users.read", "users.write");

        assertThat(fixture.present(key.secret())).contains(Set.of("users.read", "users.write"));
        update(account, List.of("support"), null);
        assertThat(fixture.present(key.secret())).contains(Set.of("users.read"));
    }

    @Test
    void keysOfAnAccountStayWhenThePersonWhoMadeThemLosesTheirRoles() {
        Actor leaver = fixture.person("administrator");
        ServiceAccount account = accounts.create(leaver, wanted("administrator"));
        ApiKey.Created key = accounts.createKey(leaver, account.id(), NewApiKey.of("CI", List.of("users.read")));

        fixture.setRoles(leaver.id());

        assertThat(fixture.present(key.secret())).contains(Set.of("users.read"));
    }

    @Test
    void keysOfADisabledAccountAreRefusedUntilItIsEnabled() {
        ServiceAccount account = account("support");
        ApiKey.Created key = key(account, "users.read");

        assertThat(update(account, null, true).disabledAt()).isEqualTo(fixture.clock.instant());
        assertThat(fixture.present(key.secret())).isEmpty();
        update(account, null, false);
        assertThat(fixture.present(key.secret())).isPresent();
        assertThat(actionsOn(account.id()))
                .containsExactly("service-account.created", "service-account.disabled", "service-account.enabled");
    }

    @Test
    void keysEndWithTheAccount() {
        ServiceAccount account = account("support");
        ApiKey.Created key = key(account, "users.read");

        accounts.delete(fixture.admin, account.id());

        assertThat(fixture.present(key.secret())).isEmpty();
        assertThat(fixture.apiKeys.get(fixture.admin, key.apiKey().id()).revocationReason())
                .isEqualTo(RevocationReason.OWNER_DELETED);
        isRefused(ProblemType.NOT_FOUND, () -> accounts.get(fixture.admin, account.id()));
        isRefused(ProblemType.NOT_FOUND, () -> key(account, "users.read"));
        assertThat(actionsOn(account.id())).containsExactly("service-account.created", "service-account.deleted");
    }

    @Test
    void nobodyGivesAnAccountARoleBeyondTheirOwn() {
        Actor support = fixture.person("support");
        ServiceAccount account = accounts.create(support, wanted("support"));

        isRefused(ProblemType.FORBIDDEN, () -> accounts.create(support, wanted("administrator")));
        isRefused(
                ProblemType.FORBIDDEN,
                () -> accounts.update(
                        support, account.id(), new ServiceAccountEdit(null, null, List.of("administrator"), null)));
    }

    @Test
    void nobodyGetsMoreThroughAKeyOfAStrongerAccount() {
        ServiceAccount strong = account("administrator");
        Actor support = fixture.person("support");

        isRefused(
                ProblemType.FORBIDDEN,
                () -> accounts.createKey(support, strong.id(), NewApiKey.of("mine", List.of("users.write"))));
    }

    @Test
    void aScopeThatNoRoleOfTheAccountAllowsIsNamed() {
        ServiceAccount account = account("support");

        assertThatThrownBy(() -> key(account, "users.read", "users.write"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_INPUT);
                    assertThat(problem.errors())
                            .extracting(error -> error.pointer())
                            .containsExactly("/scopes/1");
                });
        assertThat(fixture.apiKeys
                        .list(fixture.admin, account.id(), new PageRequest(10, Optional.empty()))
                        .items())
                .as("and no key was made")
                .isEmpty();
    }

    @Test
    void twoAccountsNeverHaveTheSameName() {
        ServiceAccount first = account("support");
        ServiceAccount second = account("support");

        isRefused(
                ProblemType.ALREADY_EXISTS,
                () -> accounts.create(
                        fixture.admin,
                        new NewServiceAccount(first.name().toUpperCase(Locale.ROOT), null, List.of("support"))));
        isRefused(
                ProblemType.ALREADY_EXISTS,
                () -> accounts.update(
                        fixture.admin, second.id(), new ServiceAccountEdit(first.name(), null, null, null)));
    }

    @Test
    void aChangeThatChangesNothingLeavesNoTrace() {
        ServiceAccount account = account("support");

        update(account, List.of("support"), false);

        assertThat(actionsOn(account.id())).containsExactly("service-account.created");
    }

    private static ServiceAccount account(String role) {
        return accounts.create(fixture.admin, wanted(role));
    }

    private static NewServiceAccount wanted(String role) {
        return new NewServiceAccount("Robot " + names.incrementAndGet(), null, List.of(role));
    }

    private static ApiKey.Created key(ServiceAccount account, String... scopes) {
        return accounts.createKey(fixture.admin, account.id(), NewApiKey.of("CI", List.of(scopes)));
    }

    private static ServiceAccount update(
            ServiceAccount account, @Nullable List<String> roles, @Nullable Boolean disabled) {
        return accounts.update(fixture.admin, account.id(), new ServiceAccountEdit(null, null, roles, disabled));
    }

    private static List<String> actionsOn(UUID id) {
        return fixture.texts("select action from audit_logs where record_id = '" + id + "' order by id");
    }

    private static void isRefused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                .isEqualTo(type));
    }
}
