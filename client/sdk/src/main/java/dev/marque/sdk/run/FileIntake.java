package dev.marque.sdk.run;

import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.license.LicenseKey.JwtLicenseKey;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.keys.sign.Jwt;
import dev.marque.sdk.http.TrustedKeys;
import dev.marque.sdk.state.FileFacts;

/** Decides whether a license or machine file is the vendor's, and for this product on this machine. */
final class FileIntake {

    /** What came of a file. */
    sealed interface Result {

        /** It counts, for as long as it says. */
        record Taken(LicenseFileResult.Valid file) implements Result {}

        /** It does not; the reason is for people. */
        record Refused(String reason) implements Result {}
    }

    private final Settings settings;

    FileIntake(Settings settings) {
        this.settings = settings;
    }

    Result read(String text, TrustedKeys keys) {
        String machine = settings.fingerprint().value();
        boolean forMachine = text.startsWith("-----BEGIN MACHINE FILE");
        String secret = settings.licenseKey().isEmpty() ? null : settings.licenseKey() + (forMachine ? machine : "");
        LicenseFileResult result = new LicenseFileVerifier(keys.all()).genuine(text, secret);
        if (result instanceof LicenseFileResult.Invalid invalid) {
            return new Result.Refused("it cannot be relied on: " + invalid.reason());
        }
        LicenseFileResult.Valid file = (LicenseFileResult.Valid) result;
        if (file.kind() == Kind.MACHINE && !FileFacts.machine(file).equals(machine)) {
            return new Result.Refused("it is for another machine");
        }
        if (!file.machines().isEmpty() && !file.machines().contains(machine)) {
            return new Result.Refused("it is for other machines");
        }
        String product = settings.productId();
        if (product != null && !FileFacts.productId(file).equals(product) || !keyIsOfTheProduct(keys)) {
            return new Result.Refused("it is for another product");
        }
        return new Result.Taken(file);
    }

    /** License keys that are tokens name their product under signature; others say nothing. */
    private boolean keyIsOfTheProduct(TrustedKeys keys) {
        if (LicenseKeys.parse(settings.licenseKey()) instanceof JwtLicenseKey key
                && key.verify(keys::find) instanceof Jwt.Verified verified) {
            Object product = verified.claims().get("prd");
            return product == null || product.equals(settings.product());
        }
        return true;
    }
}
