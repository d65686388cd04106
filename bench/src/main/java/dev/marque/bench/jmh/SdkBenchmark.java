package dev.marque.bench.jmh;

import dev.marque.keys.file.Encoding;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.json.Json;
import dev.marque.keys.sign.Jwk;
import dev.marque.sdk.Marque;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the SDK's checks take in a program, beside a look into a set of as many features. */
@State(Scope.Benchmark)
public class SdkBenchmark {

    private static final int FEATURES = 20;

    private final Set<String> codes = Set.copyOf(
            IntStream.range(0, FEATURES).mapToObj(i -> "feature-" + i).toList());
    private final String file = file(codes);
    private final Path folder = folder();
    private final Marque marque = Marque.builder()
            .product("ENT")
            .publicKeys(Json.write(Map.of("keys", List.of(Jwk.of(BareSignature.KEY.verificationKey())))))
            .folder(folder)
            .fingerprint(Fingerprint.of("a machine"))
            .licenseFile(file)
            .build();

    @Benchmark
    public void requireValid() {
        marque.requireValid();
    }

    @Benchmark
    public void requireFeature() {
        marque.requireFeature("feature-7");
    }

    @Benchmark
    public void checkLimit() {
        marque.checkLimit("users", 3);
    }

    @Benchmark
    public boolean peerLookIntoASet() {
        return codes.contains("feature-7");
    }

    /** Ends the background, and what it kept. */
    @TearDown
    public void close() {
        marque.close();
    }

    private static Path folder() {
        try {
            // Nothing can be made below a file, so that no disk is measured.
            return Files.createTempFile("sdk-benchmark", "").resolve("nowhere");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(Set<String> codes) {
        Map<String, Object> license = new LinkedHashMap<>();
        license.put("type", "licenses");
        license.put("id", "01936d00-0000-7000-8000-000000000000");
        license.put("attributes", Map.of("status", "ACTIVE", "limits", Map.of("users", 25L)));
        List<Map<String, Object>> included = codes.stream()
                .map(code -> Map.<String, Object>of(
                        "type", "entitlements", "attributes", Map.of("code", code, "value", true)))
                .toList();
        Instant now = InstantSource.system().instant();
        return LicenseFile.encode(
                LicenseFile.payload(Map.of("data", license, "included", included), now, Duration.ofDays(30)),
                Kind.LICENSE,
                Encoding.plain(),
                BareSignature.KEY,
                new SecureRandom());
    }
}
