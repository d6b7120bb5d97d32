package dev.vedette.pipeline.held;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/** Records that are told apart by the number that is their value. */
final class SomeRecords {
  private SomeRecords() {}

  static HeldRecord record(long number) {
    return new HeldRecord(
        new byte[1], ByteBuffer.allocate(Long.BYTES).putLong(number).array(), List.of());
  }

  /** One for which there is patience. */
  static HeldRecord large(long number) {
    return new HeldRecord(
        new byte[1], ByteBuffer.allocate(100_000).putLong(number).array(), List.of());
  }

  static List<HeldRecord> records(long from, long until) {
    return LongStream.range(from, until).mapToObj(SomeRecords::record).toList();
  }

  static List<Long> numbers(List<HeldRecord> records) {
    return records.stream().map(record -> ByteBuffer.wrap(record.value()).getLong()).toList();
  }
}
