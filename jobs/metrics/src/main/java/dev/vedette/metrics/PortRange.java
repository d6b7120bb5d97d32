package dev.vedette.metrics;

/**
 * The ports from {@code first} to {@code last}, both included; 0 alone is any free port.
 *
 * <p>A range lets several task managers on one host share one configuration.
 */
record PortRange(int first, int last) {
  private static final int HIGHEST = 65_535;

  PortRange {
    if (first < 0) {
      throw new IllegalArgumentException("port < 0: " + first);
    }
    if (last > HIGHEST) {
      throw new IllegalArgumentException("port > " + HIGHEST + ": " + last);
    }
    if (last < first) {
      throw new IllegalArgumentException("port range ends before it starts: " + first + "-" + last);
    }
    if (first == 0 && last != 0) {
      throw new IllegalArgumentException("port range starts at 0: 0-" + last);
    }
  }

  /** Reads {@code 9249} or {@code 9249-9259}. */
  static PortRange parse(String text) {
    int dash = text.indexOf('-');
    try {
      if (dash < 0) {
        int port = Integer.parseInt(text.strip());
        return new PortRange(port, port);
      }
      return new PortRange(
          Integer.parseInt(text.substring(0, dash).strip()),
          Integer.parseInt(text.substring(dash + 1).strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("neither a port nor a range of ports: " + text, e);
    }
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
