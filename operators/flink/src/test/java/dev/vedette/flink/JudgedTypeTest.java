package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.judged;
import static dev.vedette.flink.Examples.negative;
import static dev.vedette.flink.Examples.positive;
import static dev.vedette.flink.Examples.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Region;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class JudgedTypeTest {
  private static final Judgement FOUND = positive().at(new Region(0.1, 0.2, 0.3, 0.4));

  private final TypeSerializer<Judged> serializer =
      new JudgedType().createSerializer(new SerializerConfigImpl());

  @Property
  void whatAnEventIsAndWhatTheGateSaysComeOutAsTheyWentIn(
      @ForAll("headers") EventHeader header,
      @ForAll("judgements") Judgement judgement,
      @ForAll("instants") Instant judgedAt,
      @ForAll long gateMicros)
      throws IOException {
    var judged = new Judged(header, judgement, null, null, judgedAt, gateMicros);
    assertThat(there(serializer, judged)).isEqualTo(judged);
  }

  @Test
  void aPictureAndSamplesComeOutAsTheyWentIn() throws IOException {
    EventHeader header = judged("e-1", 0, positive()).header();
    Event camera =
        Event.ofPicture(header, new Picture(Picture.Encoding.RGB8, 1, 1, new byte[] {1, 2, 3}));
    Event sensor = reading("e-2", at(0), 1);
    for (Event event : List.of(camera, sensor)) {
      for (Judgement judgement : List.of(FOUND, positive(), negative())) {
        Judged judged = Judged.shown(event, judgement, at(1), 5);
        assertThat(there(serializer, judged)).usingRecursiveComparison().isEqualTo(judged);
      }
    }
  }

  /** One after the other in a buffer, as on the way: whoever reads too much or too little fails. */
  @Test
  void eventsLieBehindEachOtherInABuffer() throws IOException {
    List<Judged> all =
        IntStream.range(0, 100)
            .mapToObj(i -> judged("e-" + "x".repeat(i * 10), i, i % 3 == 0 ? FOUND : negative()))
            .toList();
    var out = new DataOutputSerializer(16);
    for (Judged judged : all) {
      serializer.serialize(judged, out);
    }
    var in = new DataInputDeserializer(out.getCopyOfBuffer());
    for (Judged judged : all) {
      assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(judged);
    }
    assertThat(in.available()).isZero();
  }

  @Test
  void bytesAreCopiedAsTheyAreUpToTheEndOfAnEvent() throws IOException {
    var two = new DataOutputSerializer(16);
    serializer.serialize(judged("e-1", 0, FOUND), two);
    int first = two.length();
    serializer.serialize(judged("e-2", 1, negative()), two);
    byte[] all = two.getCopyOfBuffer();
    var in = new DataInputDeserializer(all);
    var copy = new DataOutputSerializer(16);
    serializer.copy(in, copy);
    assertThat(copy.length()).isEqualTo(first);
    serializer.copy(in, copy);
    assertThat(copy.getCopyOfBuffer()).isEqualTo(all);
  }

  @Test
  void whatAnotherVersionHasWrittenIsRefusedInWords() throws IOException {
    byte[] bytes = bytes(serializer, judged("e-1", 0, negative()));
    bytes[0]++;
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
        .hasMessageContaining("start from a savepoint");
  }

  @Test
  void itIsSmallerThanFlinksOwnRecords() throws IOException {
    Judged judged = judged("e-1", 0, negative());
    assertThat(bytes(serializer, judged).length)
        .isLessThan(
            bytes(
                    TypeInformation.of(Judged.class).createSerializer(new SerializerConfigImpl()),
                    judged)
                .length);
  }

  private static Judged there(TypeSerializer<Judged> serializer, Judged judged) throws IOException {
    var in = new DataInputDeserializer(bytes(serializer, judged));
    Judged read = serializer.duplicate().deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static byte[] bytes(TypeSerializer<Judged> serializer, Judged judged) throws IOException {
    var out = new DataOutputSerializer(16);
    serializer.serialize(judged, out);
    return out.getCopyOfBuffer();
  }

  @Provide
  Arbitrary<EventHeader> headers() {
    return Combinators.combine(
            texts(), texts(), texts(), texts(), Arbitraries.of(Kind.class), instants(), origins())
        .as(EventHeader::new);
  }

  @Provide
  Arbitrary<Judgement> judgements() {
    Arbitrary<Region> regions =
        Arbitraries.of(new Region(0, 0, 1, 1), new Region(0.25, 1e-9, 0.5, 0.75));
    return Combinators.combine(
            texts(),
            texts(),
            texts(),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.of(true, false),
            regions.injectNull(0.5))
        .as(
            (gate, variant, label, score, positive, region) ->
                new Judgement(gate, variant, label, score, positive, positive ? region : null));
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  private Arbitrary<Origin> origins() {
    return Combinators.combine(
            texts().filter(text -> !text.isEmpty()),
            Arbitraries.integers(),
            Arbitraries.longs(),
            instants())
        .as(Origin::new);
  }

  /** Of whole characters, of one to four bytes each. */
  private static Arbitrary<String> texts() {
    return Arbitraries.integers()
        .between(0, 400)
        .flatMap(length -> Arbitraries.randomValue(random -> text(random, length)));
  }

  private static String text(Random random, int length) {
    int[] codePoints =
        random
            .ints(0, Character.MAX_CODE_POINT + 1)
            .map(any -> random.nextBoolean() ? any % 128 : any)
            .filter(any -> any < Character.MIN_SURROGATE || any > Character.MAX_SURROGATE)
            .limit(length)
            .toArray();
    return new String(codePoints, 0, codePoints.length);
  }
}
