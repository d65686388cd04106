package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.PageRequest;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import java.util.List;
import java.util.Map;
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
