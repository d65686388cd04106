/**
 * How programs get in: keys that can be recognised wherever they leak, that never do more than whoever answers for them,
 * and that end without a gap in service. Start at {@link dev.marque.platform.identity.apikey.ApiKeys}.
 */
@NullMarked
package dev.marque.platform.identity.apikey;

import org.jspecify.annotations.NullMarked;
