package dev.marque.licensing.user.http;

import dev.marque.licensing.user.UserCode;
import dev.marque.platform.observe.Counted;

/** What is asked about named users, counted by what is answered. */
public final class UserFigures {

    public static final Counted<UserCode> CALLS =
            Counted.by(UserCode.class, "marque.license.user.calls", "code", "Calls about named users of licenses");

    private UserFigures() {}
}
