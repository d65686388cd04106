package dev.marque.platform.config;

import java.util.Optional;

/** The first of those who run the server for all tenants. A server with one vendor needs none. */
public interface OperatorConfiguration {

    @Setting(
            value =
                    "The e-mail address with which the first operator signs in. Operators manage tenants and see none of"
                            + " their records. Take another address than the administrator's, or the tenant has to be named at"
                            + " sign-in. Used as long as there is no operator.",
            otherwise = "no operator is created")
    Optional<String> email();

    @Setting(value = "The password of the first operator.", otherwise = "no operator is created", secret = true)
    Optional<String> password();
}
