/** A deployment's broker, as the commands meet it. */
@NullMarked
package dev.vedette.cli.kafka;

import org.jspecify.annotations.NullMarked;
