package dev.vedette.scenarios.peers;

/** Those that judge the same pictures with the same model file, one after the other. */
enum Contender {
  PUBLISHED("peer as published", false, false, false, true),
  CHAINED("peer, chaining on", false, true, false, true),
  AVRO("peer, our codec", true, false, false, true),
  AVRO_CHAINED("peer, our codec, chaining on", true, true, false, true),
  AVRO_CHAINED_IN_THREAD(
      "peer, our codec, chaining on, session in its caller's thread", true, true, true, true),
  AVRO_CHAINED_SILENT(
      "peer, our codec, chaining on, results not written", true, true, false, false),
  VEDETTE("Vedette", true, true, true, false),
  VEDETTE_ONE_BY_ONE("Vedette, batches of 1", true, true, true, false);

  private final String words;
  private final boolean avro;
  private final boolean chained;
  private final boolean inCallersThread;
  private final boolean results;

  Contender(String words, boolean avro, boolean chained, boolean inCallersThread, boolean results) {
    this.words = words;
    this.avro = avro;
    this.chained = chained;
    this.inCallersThread = inCallersThread;
    this.results = results;
  }

  String words() {
    return words;
  }

  /** Whether it reads Vedette's events; JSON otherwise. */
  boolean readsAvro() {
    return avro;
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

  boolean isVedette() {
    return this == VEDETTE || this == VEDETTE_ONE_BY_ONE;
  }
}
