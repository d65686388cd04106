/**
 * Users that are no people: programs with roles and keys of their own, which stay when the person who set them up
 * leaves. Start at {@link dev.marque.platform.identity.serviceaccount.ServiceAccounts}.
 */
@NullMarked
package dev.marque.platform.identity.serviceaccount;

import org.jspecify.annotations.NullMarked;
