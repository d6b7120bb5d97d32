/** Load tests of the whole job on a cluster of separate JVMs: one command a scenario. */
@NullMarked
package dev.vedette.scenarios.load;

import org.jspecify.annotations.NullMarked;
