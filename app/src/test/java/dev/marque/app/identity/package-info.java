@NullMarked
package dev.marque.app.identity;

import org.jspecify.annotations.NullMarked;
