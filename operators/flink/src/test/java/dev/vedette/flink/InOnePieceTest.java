package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.JournaledCall;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InOnePieceTest {
  private final TypeSerializer<String> texts = InOnePiece.of(StringSerializer.INSTANCE);

  @Property
  void aTextIsWrittenAsTheOtherWritesIt(@ForAll String text) throws IOException {
    var expected = new DataOutputSerializer(16);
    StringSerializer.INSTANCE.serialize(text, expected);
    var stream = new ByteArrayOutputStream();
    texts.serialize(text, new DataOutputViewStreamWrapper(stream));
    assertThat(stream.toByteArray()).isEqualTo(expected.getCopyOfBuffer());
    assertThat(texts.deserialize(new DataInputDeserializer(stream.toByteArray()))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\u0000", "~", "\u007f", "\u0080", "é", "\uD83D\uDE00", "\uD83D", "?", "日本"})
  void whateverIsInATextItsLengthMayBeAny(String end) throws IOException {
    for (int length : new int[] {0, 1, 125, 126, 127, 128, 16_382, 16_383, 16_384}) {
      aTextIsWrittenAsTheOtherWritesIt("x".repeat(length) + end);
    }
  }

  @Test
  void aStreamGetsAValueInOnePieceAndNothingOfTheOneBefore() throws IOException {
    var pieces = new Pieces();
    var view = new DataOutputViewStreamWrapper(pieces);
    texts.serialize("x".repeat(200_000), view);
    texts.serialize("short", view);
    assertThat(pieces.written).containsExactly(200_003, 6);
  }

  /** A checkpoint is written by another thread, with a duplicate, while the job goes on. */
  @Test
  void aDuplicateThatIsUsedInTheMiddleOfAValueChangesNothingOfIt() throws IOException {
    var elsewhere = new DataOutputViewStreamWrapper(new ByteArrayOutputStream());
    TypeSerializer<String> duplicate = texts.duplicate();
    texts.serialize("before", elsewhere);
    duplicate.serialize("before", elsewhere);
    var stream = new ByteArrayOutputStream();
    var interrupted =
        new DataOutputViewStreamWrapper(
            new FilterOutputStream(stream) {
              @Override
              public void write(byte[] bytes, int from, int length) throws IOException {
                duplicate.serialize("something else", elsewhere);
                out.write(bytes, from, length);
              }
            });
    texts.serialize("a value", interrupted);
    assertThat(texts.deserialize(new DataInputDeserializer(stream.toByteArray())))
        .isEqualTo("a value");
  }

  @Test
  void aValueIsNeverCopied() {
    TypeSerializer<JournaledCall> calls =
        InOnePieceType.ofRecord(JournaledCall.class).createSerializer(new SerializerConfigImpl());
    assertThat(calls.copy(JournaledCall.NONE)).isSameAs(JournaledCall.NONE);
    assertThat(calls.isImmutableType()).isTrue();
  }

  @Test
  void aSavepointKnowsTheOtherSerializerAndEitherReadsIt() {
    TypeSerializer<JournaledCall> inner =
        TypeInformation.of(JournaledCall.class).createSerializer(new SerializerConfigImpl());
    var before = inner.snapshotConfiguration();
    var now = InOnePiece.of(inner).snapshotConfiguration();
    assertThat(now.resolveSchemaCompatibility(before).isCompatibleAsIs()).isTrue();
    assertThat(before.resolveSchemaCompatibility(now).isCompatibleAsIs()).isTrue();
    assertThat(now.restoreSerializer()).isEqualTo(inner);
  }

  /** Flink connects two streams of one key only where their types say that they are the same. */
  @Test
  void itsTypesAreKeysAndAreTheSameWhereWhatTheyStandForIs() {
    assertThat(InOnePieceType.text().isKeyType()).isTrue();
    assertThat(InOnePieceType.text()).isEqualTo(InOnePieceType.text());
    assertThat(InOnePieceType.ofRecord(JournaledCall.class))
        .isEqualTo(InOnePieceType.ofRecord(JournaledCall.class))
        .isNotEqualTo(InOnePieceType.text());
    assertThat(InOnePieceType.text().createSerializer(new SerializerConfigImpl())).isEqualTo(texts);
  }

  /** How large each write is. */
  private static final class Pieces extends OutputStream {
    private final List<Integer> written = new ArrayList<>();

    @Override
    public void write(int one) {
      written.add(1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      written.add(length);
    }
  }
}
