package dev.vedette.pipeline.held;

import static dev.vedette.pipeline.held.SomeRecords.numbers;
import static dev.vedette.pipeline.held.SomeRecords.record;
import static dev.vedette.pipeline.held.SomeRecords.records;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class HeldRecordsTest {
  private static final long EACH = record(0).bytes();

  private final HeldRecords held = new HeldRecords(3 * EACH, EACH);

  @Test
  void aRecordIsHeldUntilTheBrokerHasIt() {
    records(0, 3).forEach(held::add);
    assertThat(numbers(held.take(2 * EACH))).containsExactly(0L, 1L);
    assertThat(numbers(held.all())).containsExactly(0L, 1L, 2L);
    assertThat(held.bytes()).isEqualTo(3 * EACH);
    held.written();
    assertThat(numbers(held.all())).containsExactly(2L);
    assertThat(held.bytes()).isEqualTo(EACH);
  }

  @Test
  void oneThatIsLargerThanABatchIsTakenAlone() {
    records(0, 2).forEach(held::add);
    assertThat(numbers(held.take(1))).containsExactly(0L);
  }

  @Test
  void whatWasRestoredStandsInFrontAndMayBeMoreThanIsHeldOtherwise() {
    held.restore(records(0, 5));
    assertThat(held.isFull()).isTrue();
    held.add(record(5));
    assertThat(numbers(held.all())).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void itIsFullFromItsBoundOnAndNotWithWhatIsStillBeingWrittenLeftOut() {
    records(0, 2).forEach(held::add);
    assertThat(held.isFull()).isFalse();
    held.add(record(2));
    assertThat(held.isFull()).isTrue();
    held.take(EACH);
    assertThat(held.isFull()).isTrue();
    held.written();
    assertThat(held.isFull()).isFalse();
  }

  @Test
  void whatItHasBeyondItsBoundIsUsedUpByWhatIsStillBeingWrittenToo() {
    records(0, 3).forEach(held::add);
    assertThat(held.hasReserve()).isTrue();
    held.take(EACH);
    held.add(record(3));
    assertThat(held.hasReserve()).isFalse();
    held.written();
    assertThat(held.hasReserve()).isTrue();
  }

  @Test
  void headersCountAmongTheBytes() {
    var bare = new HeldRecord(new byte[1], new byte[2], List.of());
    var with =
        new HeldRecord(
            new byte[1], new byte[2], List.of(new RecordHeader("traceparent", new byte[55])));
    assertThat(with.bytes() - bare.bytes()).isEqualTo("traceparent".length() + 55);
  }
}
