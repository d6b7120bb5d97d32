/** What the gate misses: which rejected events the brain is asked about, and what that shows. */
@NullMarked
package dev.vedette.core.audit;

import org.jspecify.annotations.NullMarked;
