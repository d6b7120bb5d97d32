/** Releases of gates: signed announcements, their trial beside what serves, and the decision. */
@NullMarked
package dev.vedette.core.release;

import org.jspecify.annotations.NullMarked;
