package dev.vedette.pipeline.held;

import java.io.IOException;
import java.util.List;

/** Where a pump writes to. */
@FunctionalInterface
interface Outlet<T> {
  /** Returns when the broker has them all. */
  void write(List<T> batch) throws IOException, InterruptedException;
}
