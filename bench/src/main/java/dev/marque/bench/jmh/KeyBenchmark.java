package dev.marque.bench.jmh;

import dev.marque.keys.license.LicenseKey;
import dev.marque.keys.license.LicenseKey.JwtLicenseKey;
import dev.marque.keys.license.LicenseKey.SignedLicenseKey;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.keys.sign.Jwt;
import dev.marque.keys.sign.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** License keys as a program reads them, beside the signature alone. */
@State(Scope.Benchmark)
public class KeyBenchmark {

    private static final VerificationKey KNOWN = BareSignature.KEY.verificationKey();
    private static final String DATA = """
            {"license":"01936d00-0000-7000-8000-000000000000","product":"ENT","expiry":"2027-11-23T12:00:00Z"}""";

    private final String random = LicenseKeys.newRandom(new SecureRandom()).key();
    private final String signed = LicenseKeys.newSigned(DATA.getBytes(StandardCharsets.UTF_8), BareSignature.KEY)
            .key();
    private final String token = LicenseKeys.newJwt(
                    "ENT", Map.of("sub", "01936d00-0000-7000-8000-000000000000", "iss", "marque"), BareSignature.KEY)
            .key();
    private final BareSignature signature = new BareSignature(signed.indexOf('.'));

    @Benchmark
    public LicenseKey parseRandomKey() {
        return LicenseKeys.parse(random);
    }

    /** What the server looks a presented key up by. */
    @Benchmark
    public byte[] hashRandomKey() {
        return LicenseKeys.lookupHash(random);
    }

    @Benchmark
    public LicenseKey parseSignedKey() {
        return LicenseKeys.parse(signed);
    }

    @Benchmark
    public boolean parseAndVerifySignedKey() {
        return LicenseKeys.parse(signed) instanceof SignedLicenseKey key && key.verify(KNOWN);
    }

    @Benchmark
    public boolean parseAndVerifyTokenKey() {
        return LicenseKeys.parse(token) instanceof JwtLicenseKey key
                && key.verify(_ -> Optional.of(KNOWN)) instanceof Jwt.Verified;
    }

    /** Of as many bytes as the signed key's. */
    @Benchmark
    public boolean peerSignatureAlone() {
        return signature.verify();
    }
}
