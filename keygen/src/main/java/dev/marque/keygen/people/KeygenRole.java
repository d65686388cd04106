package dev.marque.keygen.people;

import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.UserLists.Holding;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keygen's roles of users, and which of ours has each. */
enum KeygenRole {
    USER("user", BuiltInRole.CUSTOMER),
    ADMIN("admin", BuiltInRole.ADMINISTRATOR),
    SALES_AGENT("sales-agent", BuiltInRole.SALES_REPRESENTATIVE),
    SUPPORT_AGENT("support-agent", BuiltInRole.SUPPORT);

    private static final String ATTRIBUTE = "role";

    private final String word;
    private final BuiltInRole ours;

    KeygenRole(String word, BuiltInRole ours) {
        this.word = word;
        this.ours = ours;
    }

    String word() {
        return word;
    }

    /** The code of our role. */
    String code() {
        return ours.code();
    }

    /** The one that is asked for; {@link #USER} if none is. */
    static KeygenRole in(Fields attributes) {
        String asked = attributes.text(ATTRIBUTE).orElse(USER.word);
        return Arrays.stream(values())
                .filter(role -> role.word.equals(asked))
                .findFirst()
                .orElseThrow(() -> Failure.unprocessable(
                        attributes.at(ATTRIBUTE),
                        "ROLE_NOT_ALLOWED",
                        "unsupported value; supported are user, admin, sales-agent and support-agent"));
    }

    /** The ways in which users have what the word says; {@link #word} says them so. */
    static List<Holding> holding(String word) {
        List<KeygenRole> ranked = List.of(ADMIN, SALES_AGENT, SUPPORT_AGENT, USER);
        for (KeygenRole role : ranked) {
            if (role.word.equals(word)) {
                Holding holding = new Holding(role.code(), codes(ranked.subList(0, ranked.indexOf(role))));
                return role == USER ? List.of(holding, new Holding(null, Set.of())) : List.of(holding);
            }
        }
        return List.of(new Holding(word.replace('-', '_'), codes(ranked)));
    }

    private static Set<String> codes(List<KeygenRole> roles) {
        return roles.stream().map(KeygenRole::code).collect(Collectors.toSet());
    }

    /** The word for a user: that of the role that does most; a role that Keygen does not know is told as ours. */
    static String word(User user) {
        return Arrays.stream(new KeygenRole[] {ADMIN, SALES_AGENT, SUPPORT_AGENT, USER})
                .filter(role -> user.roles().contains(role.code()))
                .findFirst()
                .map(KeygenRole::word)
                .orElseGet(() -> user.roles().isEmpty()
                        ? USER.word
                        : user.roles().getFirst().replace('_', '-'));
    }
}
