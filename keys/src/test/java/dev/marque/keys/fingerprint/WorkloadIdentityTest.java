package dev.marque.keys.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.fingerprint.WorkloadIdentity.Kind;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

class WorkloadIdentityTest {

    /** What was handed out must stay: seats hang on these values. Made with printf '…\n…' | sha256sum. */
    @Example
    void derivesTheValuesThatAreDocumented() {
        assertThat(pod("StatefulSet/reports", 0, null, "u-1").fingerprint())
                .isEqualTo(Fingerprint.of("k8s:330a07cf97d21564ec7fae12c897b05b996975469a3ab8affa8cc478128a5f58"));
        assertThat(pod("Deployment/web", null, null, "u-7").fingerprint())
                .isEqualTo(Fingerprint.of("k8s:6fd187057bc086459801ef3a4dbe4a799354a9a37c46eb3c9d0ac7691b76bc1e"));
        assertThat(container("v-1", null, null).fingerprint())
                .isEqualTo(
                        Fingerprint.of("container:56fcbbe92f64dad5e32048162c5f508bcd33f32af70cda3df392d84b662668c3"));
        assertThat(container(null, "i-0abc", "reports").fingerprint())
                .isEqualTo(
                        Fingerprint.of("container:4c2afa4584ef470290b9afd85de03a98a92288e09268ee31f594854d484eca9a"));
    }

    @Property
    void aPodThatIsStartedAgainElsewhereIsTheSameReplicaAndNoOther(
            @ForAll @IntRange(max = 50) int one,
            @ForAll @IntRange(max = 50) int other,
            @ForAll @AlphaChars @StringLength(min = 1, max = 9) String uid) {
        Fingerprint first = pod("StatefulSet/reports", one, null, "first").fingerprint();
        Fingerprint second = pod("StatefulSet/reports", other, null, uid).fingerprint();
        assertThat(first.equals(second)).isEqualTo(one == other);
        for (MatchingStrategy strategy : MatchingStrategy.values()) {
            assertThat(strategy.matches(first, second)).isEqualTo(one == other);
        }
    }

    @Property
    void aVolumeIsTheSameWhicheverPodMountsIt(
            @ForAll @AlphaChars @StringLength(min = 1, max = 9) String volume,
            @ForAll @AlphaChars @StringLength(min = 1, max = 9) String uid) {
        assertThat(pod("Deployment/web", null, volume, uid).fingerprint())
                .isEqualTo(pod("Deployment/web", null, volume, null).fingerprint())
                .isNotEqualTo(pod("Deployment/web", null, null, volume).fingerprint());
    }

    @Example
    void refusesWhatTellsNobodyFromItsLike() {
        assertThatThrownBy(() -> pod("Deployment/web", null, null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pod("Deployment/web", -1, null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pod("a\nb", 1, null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> container(null, "host", null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static WorkloadIdentity pod(
            String workload, @Nullable Integer ordinal, @Nullable String volume, @Nullable String uid) {
        return new WorkloadIdentity(Kind.KUBERNETES, "c-1", "shop", workload, ordinal, volume, uid, null, null);
    }

    private static WorkloadIdentity container(@Nullable String volume, @Nullable String host, @Nullable String name) {
        return new WorkloadIdentity(Kind.CONTAINER, null, null, null, null, volume, null, host, name);
    }
}
