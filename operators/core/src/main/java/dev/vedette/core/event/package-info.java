/** What comes in: events, where they came from, and why some of them cannot be read. */
@NullMarked
package dev.vedette.core.event;

import org.jspecify.annotations.NullMarked;
