/** Budgets: what may be spent for whom and when, and what has been spent or may yet be. */
@NullMarked
package dev.vedette.core.budget;

import org.jspecify.annotations.NullMarked;
