package dev.marque.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.license.LicenseKey.RandomLicenseKey;
import dev.marque.keys.license.LicenseKey.SignedLicenseKey;
import dev.marque.keys.validation.Code;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;

/** Keeps the benchmarks alive: what each of them calls succeeds, so that no failure is timed. */
class JmhBenchTest {

    @Test
    void theRuleAcceptsAndRefuses() {
        RuleBenchmark rule = new RuleBenchmark();
        assertThat(rule.accepted().code()).isEqualTo(Code.VALID);
        assertThat(rule.refused().code()).isEqualTo(Code.SUSPENDED);
    }

    @Test
    void keysAreReadAndGenuine() {
        KeyBenchmark keys = new KeyBenchmark();
        assertThat(keys.parseRandomKey()).isInstanceOf(RandomLicenseKey.class);
        assertThat(keys.hashRandomKey()).hasSize(32);
        assertThat(keys.parseSignedKey()).isInstanceOf(SignedLicenseKey.class);
        assertThat(keys.parseAndVerifySignedKey()).isTrue();
        assertThat(keys.parseAndVerifyTokenKey()).isTrue();
        assertThat(keys.peerSignatureAlone()).isTrue();
    }

    @Test
    void filesAreGenuine() {
        FileBenchmark files = new FileBenchmark();
        assertThat(files.verifyPlainFile()).isInstanceOf(LicenseFileResult.Valid.class);
        assertThat(files.verifyEncryptedFile()).isInstanceOf(LicenseFileResult.Valid.class);
        assertThat(files.peerSignatureAlone()).isTrue();
    }

    @Test
    void aMachineWithANewDiskIsTheSameMachine() {
        FingerprintBenchmark machines = new FingerprintBenchmark();
        assertThat(machines.matchMost()).isTrue();
        assertThat(machines.matchByWeights()).isTrue();
        assertThat(machines.peerEqualMaps()).isTrue();
    }

    @Test
    void aProgramIsAllowedWhatItsFileSays() {
        SdkBenchmark sdk = new SdkBenchmark();
        assertThatCode(() -> {
                    sdk.requireValid();
                    sdk.requireFeature();
                    sdk.checkLimit();
                })
                .doesNotThrowAnyException();
        assertThat(sdk.peerLookIntoASet()).isTrue();
        sdk.close();
    }

    @Test
    void jmhFindsAllOfThem() {
        Set<String> found = BenchmarkList.defaultList()
                .getAll(
                        OutputFormatFactory.createFormatInstance(
                                System.out, org.openjdk.jmh.runner.options.VerboseMode.SILENT),
                        List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .map(name -> name.replaceAll(".*\\.(\\w+)\\.\\w+", "$1"))
                .collect(Collectors.toSet());
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "RuleBenchmark", "KeyBenchmark", "FileBenchmark", "FingerprintBenchmark", "SdkBenchmark");
    }
}
