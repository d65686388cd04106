package dev.marque.licensing.installation;

import dev.marque.keys.validation.Code;
import dev.marque.platform.observe.Counted;
import java.util.List;

/** What installations ask, counted by what they are told. */
public final class InstallationMeters {

    static final Counted<Code> ACTIVATIONS = by("marque.activations", "Requests for a seat");
    static final Counted<Code> VALIDATIONS = by("marque.validations", "Validations");
    static final Counted<Code> REFRESHES = by("marque.activation.refreshes", "Requests for a new activation token");
    static final Counted<Code> DEACTIVATIONS = by("marque.deactivations", "Seats that machines gave back");
    static final Counted<Code> HEARTBEATS = by("marque.heartbeats", "Signs of life");
    static final Counted<Code> FILES = by("marque.license.files", "License files that installations asked for");

    public static final List<Counted<Code>> ALL =
            List.of(ACTIVATIONS, VALIDATIONS, REFRESHES, DEACTIVATIONS, HEARTBEATS, FILES);

    private InstallationMeters() {}

    private static Counted<Code> by(String name, String description) {
        return Counted.by(Code.class, name, "code", description);
    }
}
