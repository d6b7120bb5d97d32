package dev.vedette.pipeline.wire;

/** How a record that is written says which schema it was written with. */
public enum WireFormat {
  /** Avro binary alone; the schema's id is a Kafka header. Needs no registry. */
  PLAIN,
  /** A zero byte and the registry's number of the schema, then Avro binary. */
  CONFLUENT
}
