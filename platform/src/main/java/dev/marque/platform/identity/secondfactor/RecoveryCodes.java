package dev.marque.platform.identity.secondfactor;

import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.TenantId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The way in without the authenticator: ten codes of 80 random bits, each good for one sign-in. Only their hashes are
 * stored; 80 bits cannot be guessed from one.
 */
final class RecoveryCodes {

    static final int COUNT = 10;
    private static final int BYTES = 10;
    private static final String GROUPS_OF_FOUR = "(?<=\\G.{4})(?=.)";

    private RecoveryCodes() {}

    /** Ten new codes in the form {@code abcd-efgh-ijkl-mnop}; the old ones are gone. */
    static List<String> replace(Handle transaction, TenantId tenant, UUID user, SecureRandom random) {
        forget(transaction, user);
        List<String> codes = Stream.generate(() -> newCode(random)).limit(COUNT).toList();
        for (String code : codes) {
            transaction
                    .createUpdate(
                            "insert into recovery_codes (user_id, tenant_id, code_hash) values (:user, :tenant, :hash)")
                    .bind("user", user)
                    .bind("tenant", tenant)
                    .bind("hash", hash(user, code))
                    .execute();
        }
        return codes;
    }

    /** Whether it was one of the person's codes; it is none any more. */
    static boolean use(Handle transaction, UUID user, String code) {
        return transaction
                        .createUpdate("delete from recovery_codes where user_id = :user and code_hash = :hash")
                        .bind("user", user)
                        .bind("hash", hash(user, code))
                        .execute()
                == 1;
    }

    static void forget(Handle transaction, UUID user) {
        transaction
                .createUpdate("delete from recovery_codes where user_id = :user")
                .bind("user", user)
                .execute();
    }

    private static String newCode(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String letters = Base32.encode(bytes).toLowerCase(Locale.ROOT);
        return String.join("-", letters.split(GROUPS_OF_FOUR, -1));
    }

    /** Capitals, spaces and hyphens do not matter to those who type it from paper. */
    private static byte[] hash(UUID user, String code) {
        return Tokens.sha256(user + ":" + code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }
}
