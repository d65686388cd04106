@NullMarked
package dev.marque.platform.identity.oidc.http;

import org.jspecify.annotations.NullMarked;
