package dev.marque.app.contract;

import dev.marque.app.testing.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one operation promises, in the five respects in which every operation is tested. */
final class Contract {

    final String operationId;
    final Supplier<Call> call;
    int status = 200;
    Consumer<Answer> success = answer -> {};
    final List<Bad> bad = new ArrayList<>();

    @Nullable String noBadInput;

    @Nullable String openBecause;

    @Nullable Consumer<Call> otherTenant;

    @Nullable String noOtherTenant;

    boolean resumes;

    private Contract(String operationId, Supplier<Call> call) {
        this.operationId = operationId;
        this.call = call;
    }

    static Contract of(String operationId, Supplier<Call> call) {
        return new Contract(operationId, call);
    }

    /** What comes of the good call. */
    Contract succeeds(int expectedStatus, Consumer<Answer> check) {
        this.status = expectedStatus;
        this.success = check;
        return this;
    }

    Contract refuses(Bad... inputs) {
        bad.addAll(List.of(inputs));
        return this;
    }

    Contract takesNoInputBecause(String reason) {
        noBadInput = reason;
        return this;
    }

    Contract isOpenBecause(String reason) {
        openBecause = reason;
        return this;
    }

    /** It goes on where it ended when it is sent again, whatever its idempotency key. */
    Contract resumes() {
        resumes = true;
        return this;
    }

    /** What the other vendor gets for the same call; the check is given the call as made by the other vendor. */
    Contract toOtherTenant(Consumer<Call> check) {
        otherTenant = check;
        return this;
    }

    Contract hasNoOtherTenantBecause(String reason) {
        noOtherTenant = reason;
        return this;
    }

    /** The line of this operation in the golden coverage list. */
    String coverage() {
        return "%-28s success  %s  %s  %s  %s"
                .formatted(
                        operationId,
                        noBadInput == null ? "bad-input(" + bad.size() + ")" : "no-input: " + noBadInput,
                        openBecause == null ? "anonymous" : "open: " + openBecause,
                        openBecause == null ? "forbidden" : "open",
                        noOtherTenant == null ? "other-tenant" : "no-tenant: " + noOtherTenant);
    }

    /** Whether each respect is either tested or excused with a reason. */
    boolean isComplete() {
        return (noBadInput != null || !bad.isEmpty()) && (otherTenant != null || noOtherTenant != null);
    }
}
