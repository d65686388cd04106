/** Features granted to a license after it was issued: by itself, by add-ons, to single users; and who granted what. */
@NullMarked
package dev.marque.licensing.grant;

import org.jspecify.annotations.NullMarked;
