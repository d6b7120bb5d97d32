package dev.vedette.cloud.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PriceRoundTripTest {
  @Property(tries = 200)
  void aTableIsReadAsItWasWritten(@ForAll("tables") PriceTable table) throws Exception {
    Path file = Files.createTempFile("prices", ".json");
    try {
      Files.write(file, PriceFile.bytes(table));
      PriceTable read = PriceFile.read(file);
      assertThat(read).isEqualTo(table);
      assertThat(read.version()).isEqualTo(table.version());
      assertThat(PriceFile.bytes(read)).isEqualTo(PriceFile.bytes(table));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  static Arbitrary<PriceTable> tables() {
    Arbitrary<String> names = Arbitraries.strings().withChars("ab/.-4_ß\"").ofMinLength(1);
    return Combinators.combine(
            Arbitraries.integers().between(0, 20_000),
            names,
            Arbitraries.maps(names, models()).ofMaxSize(5))
        .as(
            (day, source, models) -> {
              SortedMap<String, ModelPrice> keyed = new TreeMap<>();
              models.forEach((key, model) -> keyed.put(key, named(key, model)));
              return new PriceTable(LocalDate.ofEpochDay(day), source, keyed);
            });
  }

  private static ModelPrice named(String key, ModelPrice model) {
    return new ModelPrice(
        key,
        model.provider(),
        model.vision(),
        model.usual(),
        model.microsPerPicture(),
        model.batch(),
        model.uplifts());
  }

  private static Arbitrary<ModelPrice> models() {
    return Combinators.combine(
            Arbitraries.strings().alpha(),
            Arbitraries.of(true, false),
            prices(),
            micros(),
            prices().injectNull(0.5),
            Arbitraries.maps(
                    Arbitraries.of("eu", "us", "jp"),
                    Arbitraries.bigDecimals()
                        .between(new BigDecimal("0.1"), BigDecimal.TEN)
                        .ofScale(2)
                        .map(ModelEntry::plain))
                .ofMaxSize(3))
        .as(
            (provider, vision, usual, picture, batch, uplifts) ->
                new ModelPrice(
                    "", provider, vision, usual, picture, batch, new TreeMap<>(uplifts)));
  }

  private static Arbitrary<GivenPrice> prices() {
    return Combinators.combine(
            Combinators.combine(micros(), micros()).as((in, out) -> rates(in, out, false)),
            Arbitraries.maps(
                    Arbitraries.longs().between(1, 999_999),
                    Combinators.combine(micros(), micros()).as((in, out) -> rates(in, out, true)))
                .ofMaxSize(3))
        .as((rates, tiers) -> new GivenPrice(rates, new TreeMap<>(tiers)));
  }

  /** Some classes named and some not. */
  private static GivenRates rates(BigDecimal one, BigDecimal other, boolean partly) {
    return new GivenRates(
        partly && one.signum() == 0 ? null : one,
        other.signum() == 0 ? null : one,
        one.signum() == 0 ? null : other,
        one.compareTo(other) > 0 ? null : one,
        other,
        one.compareTo(other) < 0 ? null : other);
  }

  private static Arbitrary<BigDecimal> micros() {
    return Arbitraries.bigDecimals()
        .between(BigDecimal.ZERO, BigDecimal.valueOf(10_000))
        .ofScale(9)
        .map(ModelEntry::plain);
  }
}
