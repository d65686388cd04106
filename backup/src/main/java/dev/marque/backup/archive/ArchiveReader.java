package dev.marque.backup.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an archive in one pass, in the order in which {@link ArchiveWriter} wrote it. */
public final class ArchiveReader implements AutoCloseable {

    /** Takes the rows of each table. */
    public interface TableSink {
        void table(Schema.Table table, InputStream rows) throws IOException;
    }

    private final ObjectMapper json = Json.newMapper();
    private final SealedInput sealed;
    private final ZipInputStream zip;
    private final Schema schema;

    /**
     * Reads up to the rows.
     *
     * @throws ArchiveRefused if it is no archive, of another form, under another key, cut off or altered
     */
    public ArchiveReader(InputStream in, ArchiveKey key) throws IOException {
        this.sealed = new SealedInput(in, key);
        this.zip = new ZipInputStream(sealed);
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(ArchiveWriter.SCHEMA)) {
            throw new ArchiveRefused("The backup does not begin with its schema.");
        }
        this.schema = json.readValue(zip.readAllBytes(), Schema.class);
    }

    public Schema schema() {
        return schema;
    }

    /**
     * Hands over all tables and reads to the very end, where the proof is that nothing was cut off.
     *
     * @return what the archive says about its rows
     * @throws ArchiveRefused if it was cut off or altered, or a table is missing
     */
    public Totals readAll(TableSink sink) throws IOException {
        Set<String> seen = new HashSet<>();
        @Nullable Totals totals = null;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(ArchiveWriter.TOTALS)) {
                totals = json.readValue(zip.readAllBytes(), Totals.class);
            } else {
                Schema.Table table = tableOf(entry.getName());
                seen.add(table.name());
                sink.table(table, zip);
            }
        }
        sealed.transferTo(OutputStream.nullOutputStream());
        if (totals == null || seen.size() != schema.tables().size()) {
            throw new ArchiveRefused("The backup is not whole: it has " + seen.size() + " of "
                    + schema.tables().size() + " tables.");
        }
        return totals;
    }

    private Schema.Table tableOf(String entry) throws ArchiveRefused {
        return schema.tables().stream()
                .filter(table -> entry.equals(ArchiveWriter.TABLES + table.name()))
                .findFirst()
                .orElseThrow(() -> new ArchiveRefused("The backup holds what its schema does not name: " + entry));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
