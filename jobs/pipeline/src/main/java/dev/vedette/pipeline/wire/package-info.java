/** The codecs: what stands in Kafka to and from the records of the core. Avro stops here. */
@NullMarked
package dev.vedette.pipeline.wire;

import org.jspecify.annotations.NullMarked;
