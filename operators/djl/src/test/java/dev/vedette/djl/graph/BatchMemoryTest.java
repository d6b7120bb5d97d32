package dev.vedette.djl.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchMemoryTest {
  private static final int BYTES = 4_217; // no gate's

  @Test
  void whatWasGivenBackIsHandedOutAgainFromItsBeginning() {
    ByteBuffer first = BatchMemory.take(BYTES);
    first.putInt(7).limit(100);
    BatchMemory.giveBack(first);

    ByteBuffer again = BatchMemory.take(BYTES);

    assertThat(again).isSameAs(first);
    assertThat(again.position()).isZero();
    assertThat(again.limit()).isEqualTo(BYTES);
    assertThat(again.order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(again.isDirect()).isTrue();
  }

  @Test
  void nothingIsHandedOutTwiceAtOnce() {
    ByteBuffer first = BatchMemory.take(BYTES + 1);

    assertThat(BatchMemory.take(BYTES + 1)).isNotSameAs(first);
  }

  @Test
  void onlySoMuchIsKept() {
    List<ByteBuffer> taken = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      taken.add(BatchMemory.take(BYTES + 2));
    }
    taken.forEach(BatchMemory::giveBack);

    long kept = 0;
    for (int i = 0; i < 20; i++) {
      ByteBuffer one = BatchMemory.take(BYTES + 2);
      kept += taken.stream().filter(before -> before == one).count();
    }
    assertThat(kept).isEqualTo(8);
  }
}
