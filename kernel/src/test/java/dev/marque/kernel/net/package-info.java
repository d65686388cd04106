@NullMarked
package dev.marque.kernel.net;

import org.jspecify.annotations.NullMarked;
