package dev.marque.keygen.route;

/** Whether a caller that proved who it is may call at all. There is one bean of this type. */
@FunctionalInterface
public interface CallerCheck {

    /** @throws dev.marque.keygen.wire.Failure 401 or 403 if it may not */
    void admit(Call call);
}
