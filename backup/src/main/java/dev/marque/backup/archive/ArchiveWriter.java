package dev.marque.backup.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.platform.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive in one pass: {@code schema.json}, {@code tables/<name>} with the rows in PostgreSQL's COPY text
 * format, {@code totals.json}. Nothing is an archive until {@link #finish}.
 */
public final class ArchiveWriter {

    static final String SCHEMA = "schema.json";
    static final String TABLES = "tables/";
    static final String TOTALS = "totals.json";

    private final ObjectMapper json = Json.newMapper();
    private final SealedOutput sealed;
    private final ZipOutputStream zip;

    /** @param out is left open */
    public ArchiveWriter(OutputStream out, ArchiveKey key, SecureRandom random) throws IOException {
        this.sealed = new SealedOutput(out, key, random);
        this.zip = new ZipOutputStream(sealed);
    }

    public void schema(Schema schema) throws IOException {
        entry(SCHEMA, json.writeValueAsBytes(schema));
    }

    /** The stream takes the rows of one table, until the next call here. */
    public OutputStream table(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(TABLES + name));
        return zip;
    }

    public void totals(Totals totals) throws IOException {
        entry(TOTALS, json.writeValueAsBytes(totals));
    }

    public void finish() throws IOException {
        zip.finish();
        sealed.finish();
    }

    private void entry(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
