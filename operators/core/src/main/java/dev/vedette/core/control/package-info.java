/** Control: what people order a running job to do, for whom, and when. */
@NullMarked
package dev.vedette.core.control;

import org.jspecify.annotations.NullMarked;
