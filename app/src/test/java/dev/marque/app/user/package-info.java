/** Marque as its users meet it: the packaged application in a process of its own, its pages, its examples. */
@NullMarked
package dev.marque.app.user;

import org.jspecify.annotations.NullMarked;
