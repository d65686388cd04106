package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LicenseSearchTest {

    private static final LicensingFixture room = new LicensingFixture();

    private final Policy policy = room.policy(Map.of());
    private final License globex = issued("Globex Ltd., Zürich", Map.of("crmId", "C-4711"));
    private final License initech = issued("Initech", Map.of("crmId", "C-4712"));

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void wordsOfNameNumberAndTextsFindALicense() {
        assertThat(found("globex")).containsExactly(globex.id());
        assertThat(found("zurich GLO")).containsExactly(globex.id());
        assertThat(found("zürich 4711")).containsExactly(globex.id());
        assertThat(found("471")).containsExactly(initech.id(), globex.id());
        assertThat(found(initech.number())).containsExactly(initech.id());
    }

    @Test
    void allWordsHaveToBeThereFromTheirBeginning() {
        assertThat(found("globex initech")).isEmpty();
        assertThat(found("lobex")).isEmpty();
        assertThat(found("…")).as("no word at all").isEmpty();
        assertThat(found("globex%")).as("no pattern").containsExactly(globex.id());
    }

    @Test
    void aRenamedLicenseIsFoundByItsNewNameAlone() {
        LicenseEdit renamed = LicensesTest.named("Umbrella");
        room.licenses.update(room.acme, initech.id(), renamed, ExpectedVersion.ANY);
        assertThat(found("umbr")).containsExactly(initech.id());
        assertThat(found("initech")).isEmpty();
        assertThat(found("c-4712")).containsExactly(initech.id());
    }

    @Test
    void rareWordsAndCommonOnesFindTheSame() {
        License umbrella = issued("Globex of Initech", Map.of("crmId", "C-4713"));
        LicenseFilter suspended = new LicenseFilter(null, null, LicenseState.SUSPENDED, null, null);
        LicenseFilter ofPolicy = new LicenseFilter(null, policy.id(), null, null, null);
        for (String words : List.of("g", "471", "globex 47", "4713 i", "initech globex of", "nothing", "c nothing")) {
            for (LicenseFilter filter : List.of(LicenseFilter.ALL, ofPolicy, suspended)) {
                for (Actor actor : List.of(room.acme, stranger())) {
                    assertThat(pages(actor, filter, words, true))
                            .as("%s of %s by %s", words, filter, actor.scope().reach())
                            .isEqualTo(pages(actor, filter, words, false));
                }
            }
        }
        assertThat(pages(room.acme, ofPolicy, "globex", true)).containsExactly(umbrella.id(), globex.id());
        assertThat(pages(room.acme, suspended, "globex", true)).isEmpty();
        assertThat(pages(stranger(), LicenseFilter.ALL, "globex", true)).isEmpty();
    }

    /** Reaches only what is his or hers: nothing. */
    private static Actor stranger() {
        UUID id = UUID.randomUUID();
        return new Actor(
                room.acme.tenant(), Actor.Kind.USER, id, "sales", Set.of(), RecordScope.own(id), room.acme.origin());
    }

    /** All pages of one license each. */
    private static List<UUID> pages(Actor actor, LicenseFilter filter, String words, boolean rare) {
        LicenseSearch search = new LicenseSearch(Words.of(words, 6), rare);
        List<UUID> found = new ArrayList<>();
        Optional<UUID> after = Optional.empty();
        do {
            PageRequest request = new PageRequest(1, after);
            List<License> page = room.database.inEnvironment(
                    actor.where(), transaction -> LicenseRows.list(transaction, actor, filter, search, request));
            page.stream().limit(1).map(License::id).forEach(found::add);
            after = page.size() > 1 ? Optional.of(page.getFirst().id()) : Optional.empty();
        } while (after.isPresent());
        return found;
    }

    @Test
    void nobodyFindsWhatIsAnothersVendors() {
        LicenseFilter filter = new LicenseFilter(null, null, null, null, "globex");
        assertThat(room.licenses
                        .list(room.globex, filter, PageRequest.first(50))
                        .items())
                .isEmpty();
    }

    private License issued(String name, Map<String, String> metadata) {
        return room.issuing
                .issue(room.acme, new NewLicense(policy.id(), name, null, null, null, null, metadata, null, null))
                .license();
    }

    private List<UUID> found(String search) {
        LicenseFilter filter = new LicenseFilter(null, policy.id(), null, null, search);
        return room.licenses.list(room.acme, filter, PageRequest.first(50)).items().stream()
                .map(License::id)
                .toList();
    }
}
