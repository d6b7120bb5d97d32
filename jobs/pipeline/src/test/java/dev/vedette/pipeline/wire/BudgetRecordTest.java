package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.avro.OrderedBudget;
import dev.vedette.avro.OrderedShare;
import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.core.control.Directive;
import dev.vedette.schemas.SchemaCatalog;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An order about money, as it stands in the topic. */
class BudgetRecordTest {
  private static final OrderCodec ORDERS = new OrderCodec(WireOptions.PLAIN, "control");

  /** The version of the job that did not know of budgets. */
  private static final Schema BEFORE = SchemaCatalog.released("Order").get(0);

  static BudgetOrder example() {
    return new BudgetOrder(
        new Limit(
            "site-1",
            Node.ANY,
            "door",
            "person",
            "openai",
            new BudgetPeriod(BudgetPeriod.Length.MONTH, false, ZoneId.of("Europe/Berlin")),
            1_000_000_001,
            true,
            List.of(80, 95),
            Map.of("globex", 40, "acme", 60)),
        Given.NOW,
        "as agreed");
  }

  @Property
  void everyBudgetComesBackAsItWas(
      @ForAll("texts") String note,
      @ForAll BudgetPeriod.Length length,
      @ForAll boolean flag,
      @ForAll ZoneId zone,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long micros,
      @ForAll @Size(max = 5) Set<@IntRange(min = 1, max = 100) Integer> warnings,
      @ForAll @IntRange(max = 100) int share,
      @ForAll("times") Instant at)
      throws Exception {
    Map<String, Integer> shares = flag ? Map.of() : Map.of("acme", share, "globex", 100 - share);
    var limit =
        new Limit(
            "a.b-c_1",
            flag ? "acme" : Node.ANY,
            "a/class",
            flag ? "face" : Node.ANY,
            flag ? Node.ANY : "openai",
            new BudgetPeriod(length, flag, zone),
            micros,
            !flag,
            List.copyOf(warnings),
            shares);
    var order = new BudgetOrder(limit, at, note);
    Encoded record = ORDERS.encode(order);
    assertThat(ORDERS.decode(Given.headers(record), record.value())).isEqualTo(order);
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("no Length is spelt 'year'", datum().setPeriod("year").build()),
        Arguments.of("Mars/Olympus", datum().setZone("Mars/Olympus").build()),
        Arguments.of("micros < 0: -1", datum().setAmountMicroUsd(-1).build()),
        Arguments.of("is no name of a budget", datum().setName("a b").build()),
        Arguments.of("no warning between", datum().setWarnings(List.of(101)).build()),
        Arguments.of("two shares of acme", sharing(share(50), share(50))),
        Arguments.of("shares of 101 %", sharing(share(101))),
        Arguments.of("overflow", sharing(share(Integer.MAX_VALUE), new OrderedShare("globex", 1))),
        Arguments.of("is not shared out", datum().setTenant("acme").build()),
        Arguments.of("of no device class", datum().setDeviceClass("*").build()));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void aBudgetThatNobodyCanKeepIsRefused(String why, OrderedBudget budget) throws Exception {
    Encoded record = encoded(budget);
    assertThatThrownBy(() -> ORDERS.decode(Given.headers(record), record.value()))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining(why);
  }

  @Test
  void anOrderFromBeforeThereWereBudgetsIsReadAsItWasMeant() throws Exception {
    GenericRecord old =
        new GenericRecordBuilder(BEFORE)
            .set("mode", "edge")
            .set("tenant", "acme")
            .set("deviceClass", "*")
            .set("hours", List.of())
            .set("zone", "UTC")
            .set("givenAt", 1L)
            .set("note", "")
            .build();
    var bytes = new ByteArrayOutputStream();
    new GenericDatumWriter<GenericRecord>(BEFORE)
        .write(old, EncoderFactory.get().directBinaryEncoder(bytes, null));
    Directive read = ORDERS.decode(Given.header(SchemaCatalog.idOf(BEFORE)), bytes.toByteArray());
    assertThat(read.key()).isEqualTo("acme/*");
  }

  /** By a registry it could resolve the schema, and would find everybody's devices named. */
  @Test
  void whoDoesNotKnowOfBudgetsFindsNoModeInOne() throws Exception {
    byte[] value = ORDERS.encode(example()).value();
    Schema now = dev.vedette.avro.Order.getClassSchema();
    GenericRecord seen =
        new GenericDatumReader<GenericRecord>(now, BEFORE)
            .read(null, DecoderFactory.get().binaryDecoder(value, null));
    assertThat(seen.get("mode")).hasToString("");
    assertThat(example().key()).isNotEqualTo(seen.get("tenant") + "/" + seen.get("deviceClass"));
  }

  private static OrderedBudget.Builder datum() {
    return OrderedBudget.newBuilder(BudgetDatum.of(example().limit()));
  }

  private static OrderedBudget sharing(OrderedShare... shares) {
    return datum().setShares(List.of(shares)).build();
  }

  private static OrderedShare share(int percent) {
    return new OrderedShare("acme", percent);
  }

  private static Encoded encoded(OrderedBudget budget) throws SchemaRegistryException {
    return new RecordWriter<>(WireOptions.PLAIN, "control", dev.vedette.avro.Order.class)
        .write(new dev.vedette.avro.Order("*", "*", "", List.of(), "UTC", Given.NOW, "", budget));
  }

  @Provide
  Arbitrary<Instant> times() {
    return AnyRecord.times();
  }

  @Provide
  Arbitrary<String> texts() {
    return AnyRecord.texts();
  }
}
