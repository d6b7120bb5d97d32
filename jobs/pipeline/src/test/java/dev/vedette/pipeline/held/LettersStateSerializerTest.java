package dev.vedette.pipeline.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.internal.CheckpointTransaction;
import org.apache.flink.connector.kafka.sink.internal.TransactionOwnership;
import org.apache.flink.core.io.SimpleVersionedSerializer;

class LettersStateSerializerTest {
  private final SimpleVersionedSerializer<LettersState> serializer = LetterWriterTest.serializer();

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyStateComesBackAsItWas(@ForAll("states") LettersState state) throws Exception {
    LettersState read =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
    assertThat(read).usingRecursiveComparison().isEqualTo(state);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void whatIsDamagedIsRefusedAndNothingElseIsThrown(
      @ForAll("states") LettersState state, @ForAll Random random, @ForAll boolean cut)
      throws Exception {
    byte[] bytes = serializer.serialize(state);
    byte[] damaged = cut ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
    if (!cut) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    assertThatThrownBy(() -> serializer.deserialize(serializer.getVersion(), damaged))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the state of dead letters is damaged, %d bytes of it: restore an older checkpoint"
                .formatted(damaged.length));
  }

  @Property
  void bytesThatAreNoLetterAreRefusedAndNothingElseIsThrown(@ForAll byte[] bytes) {
    assertThatThrownBy(() -> LetterBytes.read(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IOException.class);
  }

  @Example
  void theStateOfTheConnectorsOwnSinkIsRead() throws Exception {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeUTF("vedette-dead-letters");
    out.writeInt(1);
    out.writeInt(2);
    out.writeInt(TransactionOwnership.IMPLICIT_BY_SUBTASK_ID.ordinal());
    out.writeInt(1);
    out.writeUTF("vedette-dead-letters-1-7");
    out.writeLong(7);

    LettersState state = serializer.deserialize(2, bytes.toByteArray());

    assertThat(state.open()).isNull();
    assertThat(state.letters()).isEmpty();
    assertThat(state.kafka())
        .containsExactly(
            new KafkaWriterState(
                "vedette-dead-letters",
                1,
                2,
                TransactionOwnership.IMPLICIT_BY_SUBTASK_ID,
                List.of(new CheckpointTransaction("vedette-dead-letters-1-7", 7))));
  }

  @Example
  void theStateOfALaterReleaseIsRefused() {
    assertThatThrownBy(
            () -> serializer.deserialize(LettersStateSerializer.VERSION + 1, new byte[100]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("of version 102, and this release reads up to 101");
  }

  @Provide
  static Arbitrary<LettersState> states() {
    Arbitrary<OpenTransaction> open =
        Combinators.combine(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.integers().greaterOrEqual(0),
                Arbitraries.longs().greaterOrEqual(0))
            .as(OpenTransaction::new);
    return Combinators.combine(
            kafka().list().ofMaxSize(3), open.injectNull(0.5), letters().list().ofMaxSize(5))
        .as(LettersState::new);
  }

  private static Arbitrary<KafkaWriterState> kafka() {
    Arbitrary<CheckpointTransaction> transactions =
        Combinators.combine(
                Arbitraries.strings().ofMaxLength(20), Arbitraries.longs().greaterOrEqual(0))
            .as(CheckpointTransaction::new);
    return Combinators.combine(
            Arbitraries.strings().ofMaxLength(20),
            Arbitraries.integers(),
            transactions.list().ofMaxSize(3))
        .as(
            (prefix, subtask, precommitted) ->
                new KafkaWriterState(
                    prefix, subtask, 3, TransactionOwnership.IMPLICIT_BY_SUBTASK_ID, precommitted));
  }

  private static Arbitrary<DeadLetter> letters() {
    Arbitrary<Instant> times =
        Arbitraries.longs()
            .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
            .map(second -> Instant.ofEpochSecond(second, second & 0xFFFF));
    Arbitrary<Origin> origins =
        Combinators.combine(
                texts().ofMinLength(1), Arbitraries.integers(), Arbitraries.longs(), times)
            .as(Origin::new);
    return Combinators.combine(
            Arbitraries.of(DeadLetterReason.class),
            texts(),
            origins,
            Arbitraries.bytes().array(byte[].class).ofMaxSize(100),
            Arbitraries.longs(),
            texts(),
            times)
        .as(DeadLetter::new);
  }

  /** Of characters that UTF-8 has; half a surrogate pair is none. */
  private static StringArbitrary texts() {
    return Arbitraries.strings().withCharRange('\0', '\uD7FF').ofMaxLength(30);
  }
}
