/** What happens in the background: rounds of questions, and what they change. */
@NullMarked
package dev.marque.sdk.run;

import org.jspecify.annotations.NullMarked;
