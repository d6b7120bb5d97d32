package dev.vedette.scenarios.peers;

/** How a picture of 28x28 travels in Kafka. */
enum Wire {
  /** As the published design has it. */
  PUBLISHED_JSON("JSON, 784 decimals in a text"),
  /** As short, and read as fast, as Jackson can. */
  LEAN_JSON("JSON, 784 numbers, read as tokens"),
  /** Vedette's events. */
  AVRO("Avro, RGB8");

  private final String words;

  Wire(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
