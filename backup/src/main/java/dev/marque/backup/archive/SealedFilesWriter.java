package dev.marque.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files under their names into one sealed stream: a ZIP inside of {@link SealedForm}. */
public final class SealedFilesWriter {

    private final SealedOutput sealed;
    private final ZipOutputStream zip;

    /** @param out is left open */
    public SealedFilesWriter(OutputStream out, ArchiveKey key, SecureRandom random) throws IOException {
        this.sealed = new SealedOutput(out, key, random);
        this.zip = new ZipOutputStream(sealed);
    }

    public void folder(String path) throws IOException {
        zip.putNextEntry(new ZipEntry(path + "/"));
        zip.closeEntry();
    }

    public void file(String path, InputStream content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        content.transferTo(zip);
        zip.closeEntry();
    }

    /** Nothing was written until this returns. */
    public void finish() throws IOException {
        zip.finish();
        sealed.finish();
    }
}
