/** What a migration may do while processes of the version before go on serving: docs/migrations.md. */
@NullMarked
package dev.marque.platform.testing.migration;

import org.jspecify.annotations.NullMarked;
