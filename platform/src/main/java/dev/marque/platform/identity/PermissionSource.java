package dev.marque.platform.identity;

import java.util.List;

/** A room's permissions. Each room has one bean of this type. */
@FunctionalInterface
public interface PermissionSource {

    List<Permission> permissions();
}
