package dev.marque.platform.identity.password;

/** Passwords that are known to have leaked somewhere. An implementation sees the password: it must not pass it on. */
@FunctionalInterface
public interface BreachedPasswords {

    /** Knows of none. */
    BreachedPasswords NONE = password -> false;

    /** Whether the password is among them. Called from many threads at once. */
    boolean contains(String password);
}
