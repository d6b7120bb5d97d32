package dev.vedette.core.budget;

import java.util.function.BiConsumer;

/** Where the money of one tenant is kept. What is not there is {@link Sums#ZERO}. */
public interface Buckets {
  Sums at(Bucket bucket);

  /** Replaces what is there. */
  void put(Bucket bucket, Sums sums);

  void forEach(BiConsumer<Bucket, Sums> action);
}
