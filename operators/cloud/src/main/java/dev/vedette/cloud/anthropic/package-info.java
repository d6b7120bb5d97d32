/** The Messages protocol, as Anthropic speaks it. */
@NullMarked
package dev.vedette.cloud.anthropic;

import org.jspecify.annotations.NullMarked;
