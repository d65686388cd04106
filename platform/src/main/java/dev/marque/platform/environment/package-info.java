/**
 * Environments: parts of a tenant that keep to themselves, for trying things out beside production. The database keeps
 * them apart, by row-level security, as it keeps tenants apart.
 */
@NullMarked
package dev.marque.platform.environment;

import org.jspecify.annotations.NullMarked;
