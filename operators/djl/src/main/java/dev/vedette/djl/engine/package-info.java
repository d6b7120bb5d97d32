/** The one TensorFlow engine of a process: its native libraries, its settings, its start. */
@NullMarked
package dev.vedette.djl.engine;

import org.jspecify.annotations.NullMarked;
