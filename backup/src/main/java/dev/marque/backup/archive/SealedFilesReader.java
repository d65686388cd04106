package dev.marque.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads what {@link SealedFilesWriter} wrote, in its order. */
public final class SealedFilesReader {

    /** Takes what was written. */
    public interface Sink {

        void folder(String path) throws IOException;

        void file(String path, InputStream content) throws IOException;
    }

    private SealedFilesReader() {}

    /**
     * Hands over all, and reads to the very end, where the proof is that nothing was cut off. Each byte that is handed
     * over is genuine; only when this returns, it was all of them.
     *
     * @param in is closed
     * @throws ArchiveRefused if it is of another form, under another key, cut off or altered
     */
    public static void read(InputStream in, ArchiveKey key, Sink sink) throws IOException {
        try (in) {
            SealedInput sealed = new SealedInput(in, key);
            ZipInputStream zip = new ZipInputStream(sealed);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (entry.isDirectory()) {
                    sink.folder(name.substring(0, name.length() - 1));
                } else {
                    sink.file(name, zip);
                }
            }
            sealed.transferTo(OutputStream.nullOutputStream());
        }
    }
}
