/** What a license grants: features with values, from several sources, and what they come to. Pure functions. */
@NullMarked
package dev.marque.keys.feature;

import org.jspecify.annotations.NullMarked;
