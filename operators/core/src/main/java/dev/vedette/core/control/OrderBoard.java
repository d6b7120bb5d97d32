package dev.vedette.core.control;

/** Where the orders in force hang out. Thread-safe; looking at it costs nothing. */
public interface OrderBoard extends AutoCloseable {
  /** Those that were given before this was opened are among them from the beginning. */
  Orders orders();

  @Override
  void close();

  /** One on which nothing is ever ordered. */
  static OrderBoard blank() {
    return new OrderBoard() {
      @Override
      public Orders orders() {
        return Orders.NONE;
      }

      @Override
      public void close() {}
    };
  }
}
