@NullMarked
package dev.marque.licensing.tenancy;

import org.jspecify.annotations.NullMarked;
