/** What all providers' protocols have in common, and what each of them has to know. */
@NullMarked
package dev.vedette.cloud.protocol;

import org.jspecify.annotations.NullMarked;
