@NullMarked
package dev.marque.app.contract;

import org.jspecify.annotations.NullMarked;
