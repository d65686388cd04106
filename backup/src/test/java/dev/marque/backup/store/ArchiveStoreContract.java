package dev.marque.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.backup.store.ArchiveStore.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store promises. */
interface ArchiveStoreContract {

    /** More than two parts of an upload to S3. */
    int LARGE_BYTES = 20 * 1024 * 1024 + 17;

    /** An empty store; the same one for every call of one test. */
    ArchiveStore store();

    @Test
    default void whatWasWrittenIsReadAndListed() throws IOException {
        assertThat(store().list()).isEmpty();
        write("b", "second");
        write("a", "first");
        write("a.checked", "");

        assertThat(store().list())
                .containsExactly(new StoredFile("a", 5), new StoredFile("a.checked", 0), new StoredFile("b", 6));
        assertThat(read("a")).asString(StandardCharsets.UTF_8).isEqualTo("first");
        assertThat(read("a.checked")).isEmpty();
    }

    @Test
    default void aLargeFileComesBackByteForByte() throws IOException {
        byte[] bytes = large();
        long size = store().write("large", out -> out.write(bytes));

        assertThat(size).isEqualTo(LARGE_BYTES);
        assertThat(store().list()).containsExactly(new StoredFile("large", LARGE_BYTES));
        assertThat(read("large")).isEqualTo(bytes);
    }

    @Test
    default void whatFailedIsNotThere() throws IOException {
        for (int room : new int[] {0, 100, LARGE_BYTES}) {
            assertThatThrownBy(() -> store().write("broken", out -> {
                        out.write(large(), 0, room);
                        throw new IOException("the database went away");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the database went away");
        }
        assertThat(store().list()).isEmpty();
        assertThatThrownBy(() -> read("broken")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    default void whatWasDeletedIsGoneAndDeletingItAgainIsNoError() throws IOException {
        write("a", "first");
        store().delete("a");
        store().delete("a");
        assertThat(store().list()).isEmpty();
    }

    @Test
    default void aStoreWithinIsApart() throws IOException {
        write("a", "outside");
        store().within("wal").write("a", out -> out.write("inside".getBytes(StandardCharsets.UTF_8)));

        assertThat(store().list()).extracting(StoredFile::name).containsExactly("a");
        assertThat(store().within("wal").list()).containsExactly(new StoredFile("a", 6));
        assertThat(read("a")).asString(StandardCharsets.UTF_8).isEqualTo("outside");
    }

    private void write(String name, String content) throws IOException {
        store().write(name, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = store().open(name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] large() {
        byte[] bytes = new byte[LARGE_BYTES];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
