/** The brain: questions, answers, and how a paid call is journaled before it is made. */
@NullMarked
package dev.vedette.core.brain;

import org.jspecify.annotations.NullMarked;
