package dev.vedette.pipeline;

import static dev.vedette.pipeline.GivenOrders.order;
import static dev.vedette.pipeline.GivenOrders.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.Orders;
import dev.vedette.core.control.Scope;
import org.junit.jupiter.api.Test;

class OrderFoldTest {
  private static final byte[] JUNK = {1, 2, 3};

  private final OrderFold fold = new OrderFold(GivenOrders.CODEC);

  @Test
  void theLastOrderOfAScopeIsInForce() throws Exception {
    fold.take(record(0, order("acme", "*", Mode.EDGE)));
    fold.take(record(1, order("*", "*", Mode.CLOUD)));
    fold.take(record(2, order("acme", "*", Mode.HYBRID)));
    assertThat(fold.orders())
        .isEqualTo(
            Orders.NONE.with(order("acme", "*", Mode.HYBRID)).with(order("*", "*", Mode.CLOUD)));
  }

  @Test
  void aRecordWithoutAValueTakesAnOrderBack() throws Exception {
    fold.take(record(0, order("acme", "door", Mode.EDGE)));
    fold.take(record(1, "another/door", null));
    assertThat(fold.orders().all()).hasSize(1);
    fold.take(record(2, "acme/door", null));
    assertThat(fold.orders()).isEqualTo(Orders.NONE);
  }

  @Test
  void whatIsNoOrderChangesNothingUntilAnotherOneComes() throws Exception {
    fold.take(record(0, order("acme", "door", Mode.EDGE)));
    assertThat(fold.take(record(1, "acme/door", JUNK))).isPresent();
    assertThat(fold.take(record(2, "", JUNK))).isPresent();
    assertThat(fold.orders().all()).containsExactly(order("acme", "door", Mode.EDGE));
    assertThat(fold.unreadable()).containsExactlyInAnyOrder("acme/door", "");

    assertThat(fold.take(record(3, order("acme", "door", Mode.CLOUD)))).isEmpty();
    fold.take(record(4, "", null));
    assertThat(fold.unreadable()).isEmpty();
  }

  /** Compaction may have deleted what was in force before. */
  @Test
  void whereNothingElseIsLeftNothingIsAsked() throws Exception {
    fold.take(record(0, "acme/door", JUNK));
    assertThat(fold.orders().all())
        .extracting(Order::scope, Order::mode)
        .containsExactly(tuple(new Scope("acme", "door"), Mode.EDGE));
    fold.take(record(1, order("acme", "door", Mode.HYBRID)));
    assertThat(fold.orders().all()).containsExactly(order("acme", "door", Mode.HYBRID));
  }

  @Test
  void anOrderUnderAnotherKeyIsNone() throws Exception {
    byte[] value = record(0, order("acme", "door", Mode.CLOUD)).value();
    var misplaced = record(0, order("acme", "door", Mode.CLOUD));
    assertThat(fold.take(record(0, "elsewhere", value, misplaced.headers())))
        .hasValueSatisfying(why -> assertThat(why).contains("its key is 'elsewhere'"));
    assertThat(fold.orders()).isEqualTo(Orders.NONE);
  }
}
