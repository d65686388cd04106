package dev.marque.platform.identity.apikey;

import dev.marque.kernel.net.Network;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What a new key has to keep. Each rule throws the problem of a request that breaks it. */
final class KeyRules {

    private KeyRules() {}

    /** Scopes exist, and whoever receives the key has each of them: nobody can make a key that does more than they may. */
    static void scopes(Actor actor, Permissions permissions, List<String> scopes) {
        refuse(
                "Some scopes do not exist.",
                "/scopes/",
                "is not a permission that can be granted",
                scopes,
                i -> !permissions.grantable().contains(scopes.get(i)));
        scopes.stream().filter(scope -> !actor.may(scope)).findFirst().ifPresent(scope -> {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "You cannot give the scope " + scope + ", since you do not have it.");
        });
    }

    static void networks(List<String> networks) {
        refuse(
                "Some networks are not in CIDR notation.",
                "/allowedNetworks/",
                "must be a network such as 203.0.113.0/24 or 2001:db8::/32, without bits behind its length",
                networks,
                i -> !isNetwork(networks.get(i)));
    }

    static void expiry(Instant now, Instant expiresAt) {
        if (!expiresAt.isAfter(now)) {
            throw ProblemException.invalid(FieldError.inBody("/expiresAt", "must be in the future"));
        }
    }

    private static boolean isNetwork(String text) {
        try {
            Network.parse(text);
            return true;
        } catch (IllegalArgumentException notInNotation) {
            return false;
        }
    }

    private static void refuse(String detail, String pointer, String error, List<String> items, IntPredicate isWrong) {
        List<FieldError> errors = IntStream.range(0, items.size())
                .filter(isWrong)
                .mapToObj(i -> FieldError.inBody(pointer + i, error))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_INPUT, detail, errors);
        }
    }
}
