/** Keys: read on the machine that calls, from a file that may be rotated under a running job. */
@NullMarked
package dev.vedette.cloud.key;

import org.jspecify.annotations.NullMarked;
