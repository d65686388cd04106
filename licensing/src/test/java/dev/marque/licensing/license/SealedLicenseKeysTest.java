package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.secrets.rotation.PlatformSealedColumns;
import dev.marque.platform.testing.PlatformFixture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SealedLicenseKeysTest {

    @Test
    void everySealedColumnOfBothRoomsIsListed() {
        try (PlatformFixture fixture = PlatformFixture.of("platform", "licensing")) {
            List<String> inDatabase = fixture.database()
                    .withoutTenant(transaction ->
                            transaction.createQuery("""
                            select c.relname || '.' || a.attname
                            from pg_attribute a join pg_class c on c.oid = a.attrelid
                            where c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
                              and a.atttypid = 'bytea'::regtype and a.attname ~ '_(sealed|encrypted)$'
                            """).mapTo(String.class).list());
            List<String> listed = Stream.of(new PlatformSealedColumns(), new LicensingSealedColumns())
                    .flatMap(room -> room.sealedColumns().stream())
                    .map(column -> column.table() + "." + column.column())
                    .toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(inDatabase);
        }
    }
}
