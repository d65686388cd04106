package dev.marque.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Where archives are kept. A file is there whole or not at all, and never changes. Thread-safe. */
public interface ArchiveStore {

    /** A file in the store. */
    record StoredFile(String name, long sizeBytes) {}

    /** Writes the content of a file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file; it appears when all of it is safe.
     *
     * @return its size in bytes
     * @throws IOException if the content or the store fails; then there is no such file
     */
    long write(String name, Content content) throws IOException;

    /** @throws IOException also if there is no such file */
    InputStream open(String name) throws IOException;

    /** All files that are whole, in the order of their names. */
    List<StoredFile> list() throws IOException;

    /** Deletes a file; one that is not there is no error. */
    void delete(String name) throws IOException;

    /** Another store, within this one; what it holds is not listed here. */
    ArchiveStore within(String part);

    /** For people: the folder or the bucket. */
    String description();
}
