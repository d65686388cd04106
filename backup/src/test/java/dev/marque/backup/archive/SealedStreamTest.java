package dev.marque.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.config.MasterKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTest {

    private static final int CHUNK = SealedForm.CHUNK_BYTES;
    private static final int SEALED = CHUNK + SealedForm.TAG_BYTES;
    private static final ArchiveKey KEY = ArchiveKey.of(MasterKey.of(new byte[32]));
    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17})
    void whatWasSealedOpens(int length) throws IOException {
        byte[] plain = content(length);
        assertThat(open(seal(plain))).isEqualTo(plain);
    }

    @Test
    void nothingOfTheContentShows() throws IOException {
        byte[] sealed = seal("a secret that must not lie in the open".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(seal(new byte[100])).isNotEqualTo(seal(new byte[100]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 32, 33, 40, 33 + 65_552, 33 + 65_552 + 9, -1})
    void whatWasCutOffIsRefused(int length) throws IOException {
        byte[] sealed = seal(content(2 * CHUNK + 5));
        byte[] cut = Arrays.copyOf(sealed, length < 0 ? sealed.length + length : length);
        assertThatThrownBy(() -> open(cut)).isInstanceOf(ArchiveRefused.class);
    }

    @Test
    void aChangedBitAnywhereIsRefused() throws IOException {
        byte[] sealed = seal(content(CHUNK + 100));
        Random positions = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] altered = sealed.clone();
            int position = i < SealedForm.HEADER_BYTES ? i : positions.nextInt(altered.length);
            altered[position] ^= (byte) (1 << positions.nextInt(8));
            assertThatThrownBy(() -> open(altered)).as("byte %d", position).isInstanceOf(ArchiveRefused.class);
        }
    }

    @Test
    void exchangedDroppedAndAddedChunksAreRefused() throws IOException {
        byte[] sealed = seal(content(3 * CHUNK));
        int start = SealedForm.HEADER_BYTES;
        byte[] exchanged = sealed.clone();
        System.arraycopy(sealed, start, exchanged, start + SEALED, SEALED);
        System.arraycopy(sealed, start + SEALED, exchanged, start, SEALED);
        byte[] dropped = new byte[sealed.length - SEALED];
        System.arraycopy(sealed, 0, dropped, 0, start + SEALED);
        System.arraycopy(sealed, start + 2 * SEALED, dropped, start + SEALED, sealed.length - start - 2 * SEALED);
        byte[] added = Arrays.copyOf(sealed, sealed.length + SEALED);
        for (byte[] altered : new byte[][] {exchanged, dropped, added}) {
            assertThatThrownBy(() -> open(altered)).isInstanceOf(ArchiveRefused.class);
        }
    }

    @Test
    void anotherMasterKeyIsNamedAsTheReason() throws IOException {
        byte[] sealed = seal(content(10));
        byte[] other = new byte[32];
        other[0] = 1;
        assertThatThrownBy(() ->
                        new SealedInput(new ByteArrayInputStream(sealed), ArchiveKey.of(MasterKey.of(other))).read())
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("another master key");
    }

    @Test
    void whatWasNotFinishedIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealedOutput sealed = new SealedOutput(out, KEY, RANDOM)) {
            sealed.write(content(3 * CHUNK));
        }
        assertThatThrownBy(() -> open(out.toByteArray()))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("cut off");
    }

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] seal(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SealedOutput sealed = new SealedOutput(out, KEY, RANDOM);
        sealed.write(plain);
        sealed.finish();
        return out.toByteArray();
    }

    private static byte[] open(byte[] sealed) throws IOException {
        return new SealedInput(new ByteArrayInputStream(sealed), KEY).readAllBytes();
    }
}
