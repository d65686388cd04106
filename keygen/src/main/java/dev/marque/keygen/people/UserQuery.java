package dev.marque.keygen.people;

import dev.marque.keygen.route.Query;
import dev.marque.keygen.wire.Failure;
import dev.marque.platform.identity.UserLists.Holding;
import dev.marque.platform.identity.UserLists.Traits;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller wants the users of a list to be like. Who names no roles means those that are customers. */
final class UserQuery {

    private UserQuery() {}

    /** @throws Failure 400 for what cannot be asked for */
    static Traits traits(Query query) {
        query.refuse("group", "product", "license", "active", "assigned", "metadata");
        List<Holding> roles = query.texts("roles").orElse(List.of(KeygenRole.USER.word())).stream()
                .flatMap(word -> KeygenRole.holding(word).stream())
                .toList();
        return new Traits(roles, query.text("status").map(UserQuery::disabled).orElse(null));
    }

    private static @Nullable Boolean disabled(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "ACTIVE" -> false;
            case "BANNED" -> true;
            default -> throw Failure.badParameter("status", "is not supported: ACTIVE or BANNED is", null);
        };
    }
}
