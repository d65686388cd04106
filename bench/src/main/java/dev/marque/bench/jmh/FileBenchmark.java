package dev.marque.bench.jmh;

import dev.marque.keys.file.Encoding;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.file.LicenseFileVerifier;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** License files of about 1.5 kB as a program without a network reads them, beside the signature alone. */
@State(Scope.Benchmark)
public class FileBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SECRET = "a license key";
    private static final int FEATURES = 20;

    private final LicenseFileVerifier verifier = new LicenseFileVerifier(List.of(BareSignature.KEY.verificationKey()));
    private final String plain = file(Encoding.plain());
    private final String encrypted = file(Encoding.encryptedForLicense(SECRET));
    private final BareSignature signature = new BareSignature(plain.length());

    @Benchmark
    public LicenseFileResult verifyPlainFile() {
        return verifier.verify(plain, null, NOW);
    }

    @Benchmark
    public LicenseFileResult verifyEncryptedFile() {
        return verifier.verify(encrypted, SECRET, NOW);
    }

    /** Of about as many bytes as the plain file's. */
    @Benchmark
    public boolean peerSignatureAlone() {
        return signature.verify();
    }

    private static String file(Encoding encoding) {
        Map<String, Object> features = IntStream.range(0, FEATURES)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "feature-" + i, i -> Map.of("value", i), (one, other) -> one, TreeMap::new));
        Map<String, Object> license = Map.of(
                "type",
                "licenses",
                "id",
                "01936d00-0000-7000-8000-000000000000",
                "attributes",
                Map.of("name", "Globex", "expiry", "2027-11-23T12:00:00.000Z", "metadata", features));
        return LicenseFile.encode(
                LicenseFile.payload(Map.of("data", license), NOW, Duration.ofDays(30)),
                Kind.LICENSE,
                encoding,
                BareSignature.KEY,
                new SecureRandom());
    }
}
