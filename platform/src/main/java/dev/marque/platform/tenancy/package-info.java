/** The life of tenants: who runs the server, who is suspended, exported, deleted. */
@NullMarked
package dev.marque.platform.tenancy;

import org.jspecify.annotations.NullMarked;
