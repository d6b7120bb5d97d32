package dev.vedette.core.control;

import java.time.Instant;

/** Where the orders in force hang out. Thread-safe; looking at it costs nothing. */
public interface OrderBoard extends AutoCloseable {
  /** Those that were given before this was opened are in it from the beginning. */
  OrderLog log();

  /** Those in force. */
  default Orders orders() {
    return log().now();
  }

  /**
   * When it was known last that nothing newer had been ordered. It stays behind where nobody can
   * read orders any more.
   */
  Instant knownAt();

  @Override
  void close();

  /** One on which nothing is ever ordered. */
  static OrderBoard blank() {
    OrderLog nothing = OrderLog.opened(Instant.EPOCH);
    return new OrderBoard() {
      @Override
      public OrderLog log() {
        return nothing;
      }

      @Override
      public Instant knownAt() {
        return Instant.MAX;
      }

      @Override
      public void close() {}
    };
  }
}
