/** How a tenant is set up: declared settings with type, range and default, kept with all their versions. */
@NullMarked
package dev.marque.platform.settings;

import org.jspecify.annotations.NullMarked;
