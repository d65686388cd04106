package dev.marque.app.keygen;

import java.util.List;
import java.util.stream.Stream;

/** The promises of all routes. */
final class KeygenCases {

    private KeygenCases() {}

    static List<KeygenCase> all() {
        return Stream.of(
                        new CatalogueCases(),
                        new LicenseCases(),
                        new MachineCases(),
                        new PeopleCases(),
                        new WebhookCases())
                .flatMap(cases -> cases.all().stream())
                .toList();
    }
}
