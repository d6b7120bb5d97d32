package dev.vedette.scenarios;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.NumberSequenceIterator;

/**
 * A Flink source that hands out the same few things again and again, as fast as they are taken, and
 * ends. Each subtask has as many of them as the others.
 *
 * <p>What a pipeline makes of it is what the pipeline can do: there is nothing before it.
 */
final class Prepared<T> implements Source<T, NumberSequenceSplit, Collection<NumberSequenceSplit>> {
  private static final long serialVersionUID = 1;

  /** Knows how numbers are split and how splits are written. */
  private static final NumberSequenceSource NUMBERS = new NumberSequenceSource(0, 0);

  /** Makes the things where they are handed out, because they need not be serializable. */
  @FunctionalInterface
  interface Things<T> extends Serializable {
    List<T> make();
  }

  private final Things<T> things;
  private final long count;

  /**
   * @param things that take turns
   * @param count of all that is handed out
   */
  Prepared(Things<T> things, long count) {
    if (count < 1) {
      throw new IllegalArgumentException("count < 1: " + count);
    }
    this.things = things;
    this.count = count;
  }

  private static final class Reader<T>
      extends IteratorSourceReaderBase<Long, T, NumberSequenceIterator, NumberSequenceSplit> {
    private final List<T> things;

    Reader(SourceReaderContext context, List<T> things) {
      super(context);
      this.things = things;
    }

    @Override
    protected T convert(Long number) {
      return things.get((int) (number % things.size()));
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context) {
    return new NumberSequenceSource(0, count - 1).createEnumerator(context);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context, Collection<NumberSequenceSplit> left) {
    return new IteratorSourceEnumerator<>(context, left);
  }

  @Override
  public SourceReader<T, NumberSequenceSplit> createReader(SourceReaderContext context) {
    return new Reader<>(context, things.make());
  }

  @Override
  public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
    return NUMBERS.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<NumberSequenceSplit>>
      getEnumeratorCheckpointSerializer() {
    return NUMBERS.getEnumeratorCheckpointSerializer();
  }
}
