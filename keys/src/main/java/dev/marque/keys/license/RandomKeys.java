package dev.marque.keys.license;

import dev.marque.keys.license.CodeGroups.Typed;
import dev.marque.keys.license.LicenseKey.Malformed;
import dev.marque.keys.license.LicenseKey.RandomLicenseKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Five groups of five characters: 24 random ones and a checksum character. */
final class RandomKeys {

    static final String ALPHABET = CodeGroups.ALPHABET;
    static final int CHARS = 25;
    private static final int MARK = 0;

    private RandomKeys() {}

    static String generate(SecureRandom random) {
        List<Integer> digits = new ArrayList<>(CHARS);
        for (int i = 0; i < CHARS - 1; i++) {
            digits.add(random.nextInt(CodeGroups.BASE));
        }
        return CodeGroups.write(digits, MARK);
    }

    static LicenseKey parse(String typed) {
        Typed read = CodeGroups.read(typed, CHARS, MARK);
        return read.fault() == null
                ? new RandomLicenseKey(CodeGroups.write(read.digits(), MARK))
                : new Malformed(read.fault());
    }
}
