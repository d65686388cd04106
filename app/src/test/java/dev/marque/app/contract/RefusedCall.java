package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Tables;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a contract's call is about, made once: a call that is refused leaves it as it was, for the next one to try. */
final class RefusedCall {

    private final Contract contract;
    private @Nullable Call good;

    RefusedCall(Contract contract) {
        this.contract = contract;
    }

    /** The answer to a change of the good call, which was to be refused: no table has been written to. */
    Answer writingNothing(UnaryOperator<Call> change) {
        if (good == null) {
            good = contract.call.get();
        }
        Call call = change.apply(good);
        Map<String, String> before = Tables.fingerprint();

        Answer answer = call.make();

        Map<String, String> after = Tables.fingerprint();
        if (!after.equals(before)) {
            good = null;
        }
        assertThat(after).as(answer.toString()).isEqualTo(before);
        return answer;
    }
}
