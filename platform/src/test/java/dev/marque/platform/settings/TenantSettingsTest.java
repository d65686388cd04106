package dev.marque.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.access.Staff;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What settings accept, remember and do. */
class TenantSettingsTest {

    private static final Staff STAFF = new Staff();
    private static final TenantSettings SETTINGS = new TenantSettings(
            STAFF.database,
            new SettingRegistry(List.of(new PlatformSettings())),
            STAFF.changes,
            STAFF.json,
            STAFF.clock,
            STAFF.ids);
    private static final Actor ADA = Actor.system(STAFF.acme.id(), "Ada");

    @AfterAll
    static void close() {
        STAFF.close();
    }

    private static <T> T read(TenantSetting<T> setting) {
        return STAFF.database.inTenant(STAFF.acme.id(), setting::in);
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        var tenant = STAFF.tenants.createIfAbsent("newcomer", "Newcomer", ZoneOffset.UTC);
        Setting days = SETTINGS.get(Actor.system(tenant.id(), "Nell"), "audit.retention-days");

        assertThat(days.isSet()).isFalse();
        assertThat(days.value()).isEqualTo(IntNode.valueOf(36_500));
        assertThat(days.version()).isZero();
        assertThat(SETTINGS.all(ADA))
                .extracting(Setting::name)
                .contains("tenant.zone", "session.lifetime")
                .isSorted();
    }

    @Test
    void theZoneOfATenantIsTheOneItWasMadeWithUntilItIsSet() {
        assertThat(STAFF.tenants.zone(STAFF.acme.id())).isEqualTo(ZoneOffset.UTC);

        SETTINGS.put(ADA, "tenant.zone", TextNode.valueOf("Europe/Berlin"), null);

        assertThat(STAFF.tenants.zone(STAFF.acme.id())).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void everyVersionIsKept() {
        SETTINGS.put(ADA, "session.second-factor-grace", TextNode.valueOf("P7D"), 0);
        SETTINGS.put(ADA, "session.second-factor-grace", TextNode.valueOf("P14D"), 1);
        SETTINGS.reset(ADA, "session.second-factor-grace");

        assertThat(read(PlatformSettings.SECOND_FACTOR_GRACE)).isEqualTo(Duration.ZERO);
        assertThat(SETTINGS.get(ADA, "session.second-factor-grace").version()).isEqualTo(3);
        List<Setting.Version> history = SETTINGS.history(ADA, "session.second-factor-grace", PageRequest.first(10))
                .items();
        assertThat(history).extracting(Setting.Version::version).containsExactly(3, 2, 1);
        assertThat(history.getFirst().value()).isNull();
        assertThat(history.getLast().value()).isEqualTo(TextNode.valueOf("P7D"));
        assertThat(history).allMatch(version -> version.actorName().equals("Ada"));
        int audited = STAFF.database.inTenant(STAFF.acme.id(), transaction -> transaction
                .createQuery("select count(*) from audit_logs where action = 'setting.changed'"
                        + " and after ->> 'name' is null and after ->> 'value' = 'P14D'")
                .mapTo(Integer.class)
                .one());
        assertThat(audited).isEqualTo(1);
    }

    @Test
    void whoSawAnOlderVersionIsRefused() {
        SETTINGS.put(ADA, "audit.retention-days", IntNode.valueOf(400), null);
        int seen = SETTINGS.get(ADA, "audit.retention-days").version() - 1;

        assertThat(refused(() -> SETTINGS.put(ADA, "audit.retention-days", IntNode.valueOf(500), seen))
                        .type())
                .isEqualTo(ProblemType.CHANGED_MEANWHILE);
        Integer days = read(PlatformSettings.AUDIT_RETENTION_DAYS);
        assertThat(days).isEqualTo(400);
        SETTINGS.reset(ADA, "audit.retention-days");
    }

    @Test
    void aValueOfTheWrongKindOrOutOfRangeIsRefused() {
        Map<String, List<JsonNode>> bad = Map.of(
                "audit.retention-days",
                List.of(IntNode.valueOf(29), IntNode.valueOf(36_501), TextNode.valueOf("400"), IntNode.valueOf(-1)),
                "session.lifetime",
                List.of(TextNode.valueOf("PT1M"), TextNode.valueOf("a week"), IntNode.valueOf(7)),
                "tenant.zone",
                List.of(TextNode.valueOf("Mars/Olympus"), TextNode.valueOf("")),
                "session.second-factor-required",
                List.of(TextNode.valueOf("true"), IntNode.valueOf(1)));
        bad.forEach((name, values) -> values.forEach(value -> {
            ProblemException refused = refused(() -> SETTINGS.put(ADA, name, value, null));
            assertThat(refused.type()).as(name + " " + value).isEqualTo(ProblemType.INVALID_INPUT);
            assertThat(refused.errors().getFirst().pointer()).isEqualTo("/value");
        }));
        assertThat(refused(() -> SETTINGS.get(ADA, "moon.phase")).type()).isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void theSessionLifetimeCountsForTokensGivenFromNowOn() {
        Actor sid = STAFF.join("sid@acme.example", "support").actor();
        SETTINGS.put(ADA, "session.lifetime", TextNode.valueOf("PT1H"), null);
        String token = STAFF.sessions
                .open(sid.tenant(), sid.id(), RequestOrigin.internal("test"))
                .orElseThrow()
                .refreshToken();
        SETTINGS.reset(ADA, "session.lifetime");

        STAFF.clock.advance(Duration.ofHours(1));

        assertThat(STAFF.sessions.refresh(token, RequestOrigin.internal("test")))
                .isEmpty();
    }

    @Test
    void anotherTenantHasItsOwn() {
        var other = STAFF.tenants.createIfAbsent("globex", "Globex", ZoneId.of("Asia/Tokyo"));
        SETTINGS.put(ADA, "session.lifetime", TextNode.valueOf("P2D"), null);

        Setting theirs = SETTINGS.get(Actor.system(other.id(), "Gus"), "session.lifetime");

        assertThat(theirs.isSet()).isFalse();
        assertThat(SETTINGS.get(Actor.system(other.id(), "Gus"), "tenant.zone").value())
                .isEqualTo(TextNode.valueOf("Asia/Tokyo"));
        SETTINGS.reset(ADA, "session.lifetime");
    }

    private static ProblemException refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call);
    }
}
