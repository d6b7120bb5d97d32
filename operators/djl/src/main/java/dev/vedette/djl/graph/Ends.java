package dev.vedette.djl.graph;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where a network begins and ends: the tensor that takes a batch of events, and those with its
 * answers. The first dimension of each is the batch and is not named here.
 *
 * @param outputs float32, all answered in one run
 */
public record Ends(Input input, List<Output> outputs) {
  /** What a tensor's elements are. */
  public enum Element {
    UINT8(1),
    FLOAT32(Float.BYTES);

    private final int bytes;

    Element(int bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * The tensor that takes a batch.
   *
   * @param shape of one event
   */
  public record Input(String name, Element element, List<Integer> shape) {
    public Input {
      shape = List.copyOf(shape);
    }

    /** What one event fills of a batch. */
    public int eventBytes() {
      return shape.stream().reduce(element.bytes, Math::multiplyExact);
    }

    long[] shapeOf(int events) {
      return Ends.shapeOf(events, shape);
    }
  }

  /**
   * A tensor with answers.
   *
   * @param shape of the answer to one event; a single number has none
   */
  public record Output(String name, List<Integer> shape) {
    public Output {
      shape = List.copyOf(shape);
    }

    /** How many numbers it has for one event. */
    int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }

    long[] shapeOf(int events) {
      return Ends.shapeOf(events, shape);
    }
  }

  public Ends {
    outputs = List.copyOf(outputs);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("a network without outputs");
    }
  }

  /** That so many events can be in this buffer, whatever its position and limit are. */
  void requireIn(ByteBuffer batch, int events) {
    if (events < 1 || (long) events * input.eventBytes() > batch.capacity() || !batch.isDirect()) {
      throw new IllegalArgumentException(
          "%d events of %d bytes are not in a %s"
              .formatted(events, input.eventBytes(), batch.duplicate().clear()));
    }
  }

  private static long[] shapeOf(int events, List<Integer> shape) {
    long[] whole = new long[1 + shape.size()];
    whole[0] = events;
    for (int i = 0; i < shape.size(); i++) {
      whole[1 + i] = shape.get(i);
    }
    return whole;
  }
}
