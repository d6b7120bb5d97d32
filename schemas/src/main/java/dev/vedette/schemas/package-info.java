/** The schemas of the topics, by id. */
@NullMarked
package dev.vedette.schemas;

import org.jspecify.annotations.NullMarked;
