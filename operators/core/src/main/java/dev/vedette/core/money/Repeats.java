package dev.vedette.core.money;

/**
 * How many events repeated the question of an inference, known once its episode is over: they ended
 * without a question of their own, and what is answered to it is taken for them.
 */
public record Repeats(String inferenceId, long events) {
  public Repeats {
    if (events < 0) {
      throw new IllegalArgumentException("events < 0: " + events);
    }
  }
}
