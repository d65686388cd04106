package dev.marque.keygen.catalog;

import dev.marque.keygen.wire.Fields;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Locale;

/** Codes of products, which license numbers begin with and Keygen's clients need not choose. Thread-safe. */
@Singleton
class ProductCodes {

    private static final String FORM = "[A-Z0-9]{2,8}";
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";
    private static final int LENGTH = 8;
    private static final int OF_THE_NAME = 3;

    private final SecureRandom random;

    @Inject
    ProductCodes(SecureRandom random) {
        this.random = random;
    }

    /** The caller's own where it has the form of one, else letters of the name and some by chance. */
    String codeFor(Fields attributes, String name) {
        String asked = attributes.text("code").orElse("");
        return asked.matches(FORM) ? asked : madeUp(name);
    }

    private String madeUp(String name) {
        String letters = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        StringBuilder code = new StringBuilder(letters.substring(0, Math.min(OF_THE_NAME, letters.length())));
        while (code.length() < LENGTH) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
