package dev.marque.licensing.offline;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.licensing.file.FileOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What kind of file answers a request; see {@link FileOrder}. */
public record AnswerOrder(boolean encrypt, @Nullable Duration ttl, SignatureAlgorithm algorithm) {

    FileOrder on(Fingerprint machine) {
        return new FileOrder(encrypt, ttl, machine, algorithm);
    }
}
