package dev.vedette.scenarios.peers;

/** Those that judge the same pictures with the same model file, one after the other. */
enum Contender {
  PUBLISHED("peer as published", Wire.PUBLISHED_JSON, false, false, true),
  MENDED("peer, its mapper kept, no Kryo", Wire.PUBLISHED_JSON, false, false, true),
  MENDED_CHAINED(
      "peer, its mapper kept, no Kryo, chaining on", Wire.PUBLISHED_JSON, true, false, true),
  LEAN("peer, lean JSON", Wire.LEAN_JSON, false, false, true),
  LEAN_CHAINED("peer, lean JSON, chaining on", Wire.LEAN_JSON, true, false, true),
  AVRO("peer, our codec", Wire.AVRO, false, false, true),
  AVRO_CHAINED("peer, our codec, chaining on", Wire.AVRO, true, false, true),
  AVRO_CHAINED_IN_THREAD(
      "peer, our codec, chaining on, session in its caller's thread", Wire.AVRO, true, true, true),
  AVRO_CHAINED_SILENT(
      "peer, our codec, chaining on, results not written", Wire.AVRO, true, true, false),
  VEDETTE("Vedette", Wire.AVRO, true, true, false),
  VEDETTE_ONE_BY_ONE("Vedette, batches of 1", Wire.AVRO, true, true, false);

  private final String words;
  private final Wire wire;
  private final boolean chained;
  private final boolean inCallersThread;
  private final boolean results;

  Contender(String words, Wire wire, boolean chained, boolean inCallersThread, boolean results) {
    this.words = words;
    this.wire = wire;
    this.chained = chained;
    this.inCallersThread = inCallersThread;
    this.results = results;
  }

  String words() {
    return words;
  }

  Wire wire() {
    return wire;
  }

  boolean isChained() {
    return chained;
  }

  boolean runsInCallersThread() {
    return inCallersThread;
  }

  /** Whether each judgement is a record in Kafka: of Vedette's, those of positives alone are. */
  boolean writesResults() {
    return results;
  }

  /** As the published code has them. */
  boolean hasMapperEachRecordAndKryo() {
    return this == PUBLISHED;
  }

  boolean isVedette() {
    return this == VEDETTE || this == VEDETTE_ONE_BY_ONE;
  }
}
