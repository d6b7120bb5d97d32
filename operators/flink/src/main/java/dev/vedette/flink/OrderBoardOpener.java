package dev.vedette.flink;

import dev.vedette.core.control.OrderBoard;
import java.io.IOException;
import java.io.Serializable;

/** Travels with the job and puts the board up where it is looked at. */
@FunctionalInterface
public interface OrderBoardOpener extends Serializable {
  /**
   * @throws IOException if nobody can tell which orders are in force
   */
  OrderBoard open() throws IOException;
}
