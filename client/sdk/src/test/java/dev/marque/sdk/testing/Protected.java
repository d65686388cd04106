package dev.marque.sdk.testing;

import dev.marque.sdk.LicenseStatus;
import dev.marque.sdk.Marque;
import dev.marque.sdk.MarqueBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A protected program as a customer starts it: on this machine as it is, by the system's clock. It says its Java's version, how
 * the license stands, on what that rests, and whether it may export.
 */
public final class Protected {

    private Protected() {}

    /** Arguments: product, file of the key set, folder, and settings by name: {@code license-key=…}. */
    public static void main(String... arguments) throws IOException {
        MarqueBuilder builder = Marque.builder()
                .product(arguments[0])
                .publicKeys(Files.readString(Path.of(arguments[1])))
                .folder(Path.of(arguments[2]))
                .version("2.1.0")
                .withoutBackground();
        for (int i = 3; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=", 2);
            builder.settings(name -> name.equals(setting[0]) ? setting[1] : null);
        }
        try (Marque marque = builder.build()) {
            LicenseStatus status = marque.status();
            System.out.println(Runtime.version().feature() + " " + status.code() + " " + status.basis() + " "
                    + marque.hasFeature("export"));
        }
    }
}
