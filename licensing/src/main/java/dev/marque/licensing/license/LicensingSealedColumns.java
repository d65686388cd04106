package dev.marque.licensing.license;

import dev.marque.platform.secrets.rotation.SealedColumn;
import dev.marque.platform.secrets.rotation.SealedColumns;
import jakarta.inject.Singleton;
import java.util.List;

/** License keys are kept sealed. */
@Singleton
public class LicensingSealedColumns implements SealedColumns {

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                new SealedColumn("licenses", "key_encrypted", KeyMint.PURPOSE),
                new SealedColumn("license_former_keys", "key_encrypted", KeyMint.PURPOSE));
    }
}
