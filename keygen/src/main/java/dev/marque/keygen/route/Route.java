package dev.marque.keygen.route;

import java.util.Set;

/**
 * One address with one method.
 *
 * @param template the address below the account, {@code /licenses/{id}}
 * @param permissions of which the caller has to have one
 * @param open whether nobody in particular may call it
 * @param signIn whether it takes a password
 */
public record Route(
        String method, String template, Set<String> permissions, boolean open, boolean signIn, Handler handler) {

    /** What it does. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Call call);
    }

    /** For whoever has one of the permissions. */
    public static Route of(String method, String template, Handler handler, String... permissions) {
        if (permissions.length == 0) {
            throw new IllegalArgumentException(template + " takes no permission: that is said by open()");
        }
        return new Route(method, template, Set.of(permissions), false, false, handler);
    }

    /** For whoever comes; what the caller presents all the same has to be good. */
    public static Route open(String method, String template, Handler handler, String... permissions) {
        return new Route(method, template, Set.of(permissions), true, false, handler);
    }

    /** For whoever has one of the permissions, or proves by a password who they are. */
    public static Route signIn(String method, String template, Handler handler, String... permissions) {
        return new Route(method, template, Set.of(permissions), true, true, handler);
    }

    /** As the page of endpoints names it. */
    public String name() {
        return method + " " + template;
    }
}
