package dev.marque.licensing.access;

import dev.marque.kernel.net.Network;
import dev.marque.keys.validation.Place;
import java.util.Locale;
import java.util.Set;

/** What a rule looks at. */
public enum AccessSubject {
    /** The network address of who asks, in CIDR notation. */
    ADDRESS_RANGE {
        @Override
        String normal(String value) {
            return Network.parse(value).toString();
        }
    },
    /** The country of that address. */
    COUNTRY {
        @Override
        String normal(String value) {
            String code = value.toUpperCase(Locale.ROOT);
            if (!code.equals(Place.NO_COUNTRY) && !COUNTRIES.contains(code)) {
                throw new IllegalArgumentException("not a country of ISO 3166-1, such as DE; nor ZZ, for none");
            }
            return code;
        }
    },
    /** The value of the machine's fingerprint, or that of one of its components. */
    FINGERPRINT {
        @Override
        String normal(String value) {
            return value;
        }
    };

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /**
     * The one way of writing a value, so that equal values are told to be.
     *
     * @throws IllegalArgumentException if it is none; the message tells why
     */
    abstract String normal(String value);
}
