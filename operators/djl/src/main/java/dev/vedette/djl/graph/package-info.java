/** Loaded networks of either engine, and prepared calls into them. */
@NullMarked
package dev.vedette.djl.graph;

import org.jspecify.annotations.NullMarked;
