package dev.marque.platform.audit.chain;

import dev.marque.platform.audit.chain.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts findings and keeps the first ones: a table that was emptied must not fill the memory. */
final class Findings implements Consumer<Finding> {

    private final List<Finding> first = new ArrayList<>();
    private long count;

    @Override
    public void accept(Finding finding) {
        count++;
        if (first.size() < Verification.SHOWN) {
            first.add(finding);
        }
    }

    void tell(Kind kind, @Nullable Long sequence, @Nullable UUID auditId) {
        accept(new Finding(kind, sequence, auditId));
    }

    long count() {
        return count;
    }

    List<Finding> first() {
        return List.copyOf(first);
    }
}
