@NullMarked
package dev.marque.app.observe;

import org.jspecify.annotations.NullMarked;
