package dev.marque.keys.offline;

import static dev.marque.keys.offline.OfflineVerdict.Code.CLOCK_BEHIND;
import static dev.marque.keys.offline.OfflineVerdict.Code.IN_OFFLINE_GRACE;
import static dev.marque.keys.offline.OfflineVerdict.Code.OFFLINE_EXPIRED;
import static dev.marque.keys.offline.OfflineVerdict.Code.VALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.file.Encoding;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.file.LicenseFileResult.Valid;
import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.testing.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class OfflineVerdictTest {

    private static final Instant ISSUED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final OfflineTerms TERMS = new OfflineTerms(MONTH, WEEK);
    private static final Instant GRACE_FROM = Instant.parse("2026-12-22T12:00:00Z");
    private static final Instant ENDS_AT = Instant.parse("2026-12-29T12:00:00Z");

    private static Valid file(@Nullable Duration ttl, Map<String, @Nullable Object> facts) {
        String text = LicenseFile.encode(
                LicenseFile.payload(Map.of("data", Map.of()), ISSUED, ttl, facts),
                Kind.LICENSE,
                Encoding.plain(),
                TestKeys.ED25519,
                new TestKeys.CountingRandom());
        LicenseFileResult result =
                new LicenseFileVerifier(List.of(TestKeys.ED25519.verificationKey())).genuine(text, null);
        return (Valid) result;
    }

    private static OfflineVerdict.Code judge(Instant now, SignedTime seen) {
        return OfflineVerdict.of(file(TERMS.inAll(), TERMS.toMeta()), now, seen).code();
    }

    @Example
    void thirtyDaysThenAWeekOfGraceThenNothing() {
        assertThat(judge(ISSUED, SignedTime.NONE)).isEqualTo(VALID);
        assertThat(judge(GRACE_FROM.minusNanos(1), SignedTime.NONE)).isEqualTo(VALID);
        assertThat(judge(GRACE_FROM, SignedTime.NONE)).isEqualTo(IN_OFFLINE_GRACE);
        assertThat(judge(ENDS_AT.minusNanos(1), SignedTime.NONE)).isEqualTo(IN_OFFLINE_GRACE);
        assertThat(judge(ENDS_AT, SignedTime.NONE)).isEqualTo(OFFLINE_EXPIRED);
        OfflineVerdict verdict = OfflineVerdict.of(file(TERMS.inAll(), TERMS.toMeta()), ISSUED, SignedTime.NONE);
        assertThat(verdict).isEqualTo(new OfflineVerdict(VALID, GRACE_FROM, ENDS_AT));
        assertThat(verdict.usable()).isTrue();
    }

    @Example
    void aClockSetBackBehindTheFilesIssueIsNoticed() {
        assertThat(judge(ISSUED.minus(LicenseFileVerifier.DEFAULT_LEEWAY), SignedTime.NONE))
                .isEqualTo(VALID);
        assertThat(judge(ISSUED.minus(LicenseFileVerifier.DEFAULT_LEEWAY).minusNanos(1), SignedTime.NONE))
                .isEqualTo(CLOCK_BEHIND);
    }

    @Example
    void aClockSetBackBehindSignedTimeIsNoticed() {
        Instant day10 = ISSUED.plus(Duration.ofDays(10));
        SignedTime seen = SignedTime.NONE.and(new AnswerSignature.Genuine("kid", day10));
        assertThat(judge(ISSUED.plus(Duration.ofDays(9)), seen)).isEqualTo(CLOCK_BEHIND);
        assertThat(judge(day10.minus(Duration.ofMinutes(5)), seen)).isEqualTo(VALID);
        assertThat(new OfflineVerdict(CLOCK_BEHIND, null, null).usable()).isFalse();
    }

    @Example
    void signedTimeBeyondTheEndEndsTheFileWhateverTheClockSays() {
        RevocationList list =
                RevocationList.of("t", null, 1, ENDS_AT, ENDS_AT.plus(WEEK), List.of(), List.of(), List.of());
        assertThat(judge(ISSUED, SignedTime.NONE.and(list))).isEqualTo(OFFLINE_EXPIRED);
    }

    @Example
    void theFilesOwnEndCountsWhenItIsEarlier() {
        Valid day = file(Duration.ofDays(1), TERMS.toMeta());
        Instant end = ISSUED.plus(Duration.ofDays(1));
        assertThat(OfflineVerdict.of(day, end.minusMillis(1), SignedTime.NONE).code())
                .isEqualTo(VALID);
        assertThat(OfflineVerdict.of(day, end, SignedTime.NONE).code()).isEqualTo(OFFLINE_EXPIRED);
    }

    @Example
    void aFileOlderThanTheseTermsLivesAsItAlwaysDid() {
        assertThat(OfflineVerdict.of(file(MONTH, Map.of()), GRACE_FROM.minusMillis(1), SignedTime.NONE)
                        .code())
                .isEqualTo(VALID);
        assertThat(OfflineVerdict.of(file(MONTH, Map.of()), GRACE_FROM, SignedTime.NONE)
                        .code())
                .isEqualTo(OFFLINE_EXPIRED);
        assertThat(OfflineVerdict.of(file(null, Map.of()), Instant.parse("2126-01-01T00:00:00Z"), SignedTime.NONE))
                .isEqualTo(new OfflineVerdict(VALID, null, null));
        assertThat(OfflineTerms.of(Map.of("meta", Map.of("offline", Map.of("longestSeconds", 0L, "graceSeconds", 1L)))))
                .isEmpty();
        assertThatThrownBy(() -> new OfflineTerms(Duration.ZERO, WEEK)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OfflineTerms(MONTH, WEEK.negated())).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void moreSignedTimeNeverMakesAFileUsableAgain(
            @ForAll @LongRange(min = -4_000_000, max = 4_000_000) long nowSeconds,
            @ForAll @LongRange(min = -4_000_000, max = 4_000_000) long oneSeconds,
            @ForAll @LongRange(min = 0, max = 4_000_000) long moreSeconds) {
        Valid file = file(TERMS.inAll(), TERMS.toMeta());
        Instant now = ISSUED.plusSeconds(nowSeconds);
        SignedTime one = new SignedTime(ISSUED.plusSeconds(oneSeconds));
        SignedTime more = new SignedTime(one.latest().plusSeconds(moreSeconds));
        if (OfflineVerdict.of(file, now, more).usable()) {
            assertThat(OfflineVerdict.of(file, now, one).usable()).isTrue();
        }
    }
}
