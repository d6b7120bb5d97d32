/** Pictures and readings sent as events. */
@NullMarked
package dev.vedette.cli.produce;

import org.jspecify.annotations.NullMarked;
