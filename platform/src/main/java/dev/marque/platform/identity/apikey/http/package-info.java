@NullMarked
package dev.marque.platform.identity.apikey.http;

import org.jspecify.annotations.NullMarked;
