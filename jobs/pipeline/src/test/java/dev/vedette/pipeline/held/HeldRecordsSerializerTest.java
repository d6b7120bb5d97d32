package dev.vedette.pipeline.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

class HeldRecordsSerializerTest {
  private final HeldRecordsSerializer serializer = new HeldRecordsSerializer();

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyStateComesBackAsItWas(@ForAll("states") List<HeldRecord> state) throws Exception {
    List<HeldRecord> read =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
    assertThat(read).usingRecursiveComparison().isEqualTo(state);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void whatIsDamagedIsRefusedAndNothingElseIsThrown(
      @ForAll("states") List<HeldRecord> state, @ForAll Random random, @ForAll boolean cut)
      throws Exception {
    byte[] bytes = serializer.serialize(state);
    byte[] damaged = cut ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
    if (!cut) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    assertThatThrownBy(() -> serializer.deserialize(serializer.getVersion(), damaged))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the state of a sink's held records is damaged, %d bytes of it: restore an older checkpoint"
                .formatted(damaged.length));
  }

  @Example
  void nothingWasHeldWhereTheConnectorHasWrittenTheStateItself() throws Exception {
    assertThat(serializer.deserialize(2, new byte[40])).isEmpty();
  }

  @Example
  void theStateOfALaterReleaseIsRefused() {
    assertThatThrownBy(
            () -> serializer.deserialize(HeldRecordsSerializer.VERSION + 1, new byte[100]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("of version 102, and this release reads up to 101");
  }

  @Provide
  static Arbitrary<List<HeldRecord>> states() {
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(100);
    Arbitrary<Header> headers =
        Combinators.combine(
                Arbitraries.strings().withCharRange('\0', '\uD7FF').ofMaxLength(20), bytes)
            .as(RecordHeader::new);
    return Combinators.combine(bytes, bytes, headers.list().ofMaxSize(3))
        .as(HeldRecord::new)
        .list()
        .ofMaxSize(5);
  }
}
