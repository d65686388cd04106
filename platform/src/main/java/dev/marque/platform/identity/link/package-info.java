/** One person with accounts in several tenants: links that both accounts proved, and switching along them. */
@NullMarked
package dev.marque.platform.identity.link;

import org.jspecify.annotations.NullMarked;
