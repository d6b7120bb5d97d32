/** What Vedette is measured beside: other ways to do a part of its work, in the same run. */
@NullMarked
package dev.vedette.scenarios.peers;

import org.jspecify.annotations.NullMarked;
