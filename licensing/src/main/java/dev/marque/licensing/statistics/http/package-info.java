/** Usage for staff. */
@NullMarked
package dev.marque.licensing.statistics.http;

import org.jspecify.annotations.NullMarked;
