@NullMarked
package dev.marque.platform.identity.serviceaccount.http;

import org.jspecify.annotations.NullMarked;
