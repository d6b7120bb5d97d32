/** The engines of a process: their native libraries, their settings, their start. */
@NullMarked
package dev.vedette.djl.engine;

import org.jspecify.annotations.NullMarked;
