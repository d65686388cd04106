package dev.marque.platform.identity.testing;

import dev.marque.platform.identity.secondfactor.Totp;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;

/** An authenticator app into which a person typed the secret. */
public record Phone(byte[] secret, InstantSource clock) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static Phone with(String base32, InstantSource clock) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char letter : base32.toCharArray()) {
            buffer = (buffer << 5) | ALPHABET.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        return new Phone(bytes.toByteArray(), clock);
    }

    /** What it shows now. */
    public String code() {
        return Totp.codeAt(secret, clock.instant());
    }

    /** Six digits that it does not show around now. */
    public String wrongCode() {
        return "%06d".formatted((Integer.parseInt(code()) + 500_000) % 1_000_000);
    }
}
