/** Which variant of a gate serves on this host: each is tried against its golden outputs. */
@NullMarked
package dev.vedette.djl.choice;

import org.jspecify.annotations.NullMarked;
