package dev.marque.sdk.run;

import dev.marque.sdk.Basis;
import dev.marque.sdk.LicenseStatus;
import dev.marque.sdk.LicenseStatus.Codes;
import dev.marque.sdk.MarqueEvent;
import dev.marque.sdk.state.Facts;
import dev.marque.sdk.state.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of a change: pure, but for what was told already. Not thread-safe. */
final class Events {

    private final Duration warnBefore;
    private LicenseStatus before = new LicenseStatus(true, "VALID", "", Basis.SERVER, null);
    private @Nullable Instant warnedOf;
    private @Nullable Update updateTold;

    Events(Duration warnBefore) {
        this.warnBefore = warnBefore;
    }

    /** What is new. */
    List<MarqueEvent> of(LicenseStatus now, @Nullable Facts facts, Instant time) {
        List<MarqueEvent> events = new ArrayList<>();
        connection(now, events);
        if (now.usable()) {
            if (!before.usable()) {
                events.add(new MarqueEvent.Restored());
            }
            if (now.code().equals("IN_GRACE") && !before.code().equals("IN_GRACE")) {
                events.add(new MarqueEvent.InGrace(facts == null ? null : facts.graceEndsAt()));
            }
            warn(facts, time, events);
        } else if (before.usable() || !before.code().equals(now.code())) {
            events.add(refusal(now));
        }
        update(facts, events);
        before = now;
        return events;
    }

    private void connection(LicenseStatus now, List<MarqueEvent> events) {
        boolean offline = now.basis() == Basis.LAST_ANSWER;
        boolean wasOffline = before.basis() == Basis.LAST_ANSWER;
        if (offline && !wasOffline && now.usable()) {
            events.add(new MarqueEvent.Offline(now.endsAt()));
        }
        if (now.code().equals(Codes.OFFLINE_GRACE) && !before.code().equals(Codes.OFFLINE_GRACE)) {
            events.add(new MarqueEvent.OfflineGrace(now.endsAt()));
        }
        if (now.basis() == Basis.SERVER && wasOffline) {
            events.add(new MarqueEvent.BackOnline());
        }
    }

    private void warn(@Nullable Facts facts, Instant time, List<MarqueEvent> events) {
        Instant end = facts == null ? null : facts.expiresAt();
        if (end != null && !end.equals(warnedOf) && time.isBefore(end) && !time.isBefore(end.minus(warnBefore))) {
            warnedOf = end;
            events.add(new MarqueEvent.AboutToExpire(end));
        }
    }

    private void update(@Nullable Facts facts, List<MarqueEvent> events) {
        Update update = facts == null ? null : facts.update();
        if (update != null && !update.equals(updateTold)) {
            updateTold = update;
            events.add(
                    new MarqueEvent.UpdateRequired(update.minimumVersion(), update.requiredFrom(), update.message()));
        }
    }

    private static MarqueEvent refusal(LicenseStatus now) {
        return switch (now.code()) {
            case "EXPIRED" -> new MarqueEvent.Expired();
            case "REVOKED" -> new MarqueEvent.Revoked();
            default -> new MarqueEvent.Refused(now.code(), now.message());
        };
    }
}
