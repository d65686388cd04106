@NullMarked
package dev.marque.app.keygen;

import org.jspecify.annotations.NullMarked;
