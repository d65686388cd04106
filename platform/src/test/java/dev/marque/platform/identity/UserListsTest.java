package dev.marque.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Slice;
import dev.marque.platform.identity.UserLists.Holding;
import dev.marque.platform.identity.UserLists.Traits;
import dev.marque.platform.identity.testing.People;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UserListsTest {

    private static final People people = new People();
    private static final UserLists lists = new UserLists(people.database);
    private static final Slice ALL = new Slice(false, 0, 100);

    private final User support = people.user("support");
    private final User customer = people.user("customer");
    private final User both = people.userChanges.update(
            people.marque(), people.user("customer").id(), new UserEdit(null, List.of("customer", "support")));

    @AfterAll
    static void close() {
        people.close();
    }

    private static List<UUID> found(Traits traits, Slice slice) {
        return lists.slice(people.marque(), traits, slice).items().stream()
                .map(User::id)
                .toList();
    }

    private static Traits holding(String has, String... hasNot) {
        return new Traits(List.of(new Holding(has, Set.of(hasNot))), null);
    }

    @Test
    void usersAreFoundByWhatTheyHoldAndDoNot() {
        assertThat(found(holding("customer", "support"), ALL))
                .contains(customer.id())
                .doesNotContain(both.id());
        assertThat(found(holding("support"), ALL))
                .contains(both.id(), support.id())
                .doesNotContain(customer.id());
        assertThat(found(new Traits(List.of(), null), ALL)).isEmpty();
        assertThat(found(Traits.ANY, new Slice(false, 0, 2))).containsExactly(both.id(), customer.id());
        assertThat(found(Traits.ANY, new Slice(true, 0, 100))).endsWith(support.id(), customer.id(), both.id());
    }

    @Test
    void whoIsShutOutIsFoundAndKnownByAddress() {
        people.userChanges.disable(people.marque(), customer.id());

        assertThat(found(new Traits(null, true), ALL)).contains(customer.id()).doesNotContain(both.id());
        assertThat(found(new Traits(null, false), ALL)).doesNotContain(customer.id());
        assertThat(people.users.disabled(people.marque(), 100)).contains(customer.id());
        assertThat(people.users.byEmail(people.marque(), support.email().toUpperCase(java.util.Locale.ROOT)))
                .contains(support);
    }

    @Test
    void noMoreAreLookedAtThanMayBe() {
        UserLists nearSighted = new UserLists(people.database, 2);

        assertThat(nearSighted
                        .slice(people.marque(), holding("support", "customer"), ALL)
                        .complete())
                .isFalse();
        assertThat(nearSighted
                        .slice(people.marque(), Traits.ANY, new Slice(false, 0, 2))
                        .complete())
                .isTrue();
        assertThat(nearSighted.count(people.marque(), Traits.ANY)).isEqualTo(new Count.MoreThan(2));
        assertThat(lists.count(people.marque(), new Traits(List.of(), null))).isEqualTo(new Count.Exactly(0));
    }
}
