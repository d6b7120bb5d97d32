/** The job: its topology on one page, its options, and its connectors to Kafka. */
@NullMarked
package dev.vedette.pipeline;

import org.jspecify.annotations.NullMarked;
