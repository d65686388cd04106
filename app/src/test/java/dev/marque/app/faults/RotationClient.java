package dev.marque.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks one process and checks with the other: that an installation is told VALID, that the answer is genuine by the keys
 * that the other publishes, and that the other lets in whom the first signed in.
 */
final class RotationClient {

    /** So many checks with one sign-in, which costs far more than a check. */
    private static final int SAME_SIGN_IN = 40;

    private final String asked;
    private final String checking;
    private final Api installation;
    private final KeySet keys;

    RotationClient(String asked, String checking, String licenseKey) {
        this.asked = asked;
        this.checking = checking;
        this.installation = new Api(asked, "License " + licenseKey);
        this.keys = new KeySet(new Api(checking, null));
    }

    /**
     * Goes on for as long as it is told to.
     *
     * @param revoking while this is true a key is being revoked: what it signed is not genuine any more, so that a refusal
     *     is right, and counts for nothing
     * @return how many answers and access tokens were checked
     */
    int run(AtomicBoolean working, AtomicBoolean revoking) {
        int checked = 0;
        boolean unsure = true;
        Api staff = installation;
        while (working.get()) {
            boolean certain = !revoking.get();
            if (unsure || checked % SAME_SIGN_IN == 0) {
                staff = Server.signIn(asked);
            }
            boolean answered = isAnswered();
            boolean admitted = isAdmitted(staff);
            unsure = !certain || revoking.get();
            if (!unsure) {
                assertThat(answered).as("a genuine answer of " + asked).isTrue();
                assertThat(admitted).as("a genuine access token of " + asked).isTrue();
                checked += 2;
            }
        }
        return checked;
    }

    private boolean isAnswered() {
        Answer answer = installation.post("/api/v1/licensing/validate", """
                        {"fingerprint": {"value": "machine"}, "nonce": "n-1"}""");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo("VALID");
        return keys.believes(answer, installation);
    }

    private boolean isAdmitted(Api staff) {
        return new Api(checking, staff.authorization()).get("/api/v1/me").status() == 200;
    }
}
