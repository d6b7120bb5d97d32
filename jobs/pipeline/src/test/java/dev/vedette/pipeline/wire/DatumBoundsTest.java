package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetterReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatumBoundsTest {
  private static final Schema BYTES = Schema.create(Schema.Type.BYTES);
  private static final Schema TEXT = Schema.create(Schema.Type.STRING);
  private static final Schema FLOATS = Schema.createArray(Schema.create(Schema.Type.FLOAT));
  private static final Schema TEXTS = Schema.createArray(TEXT);

  private interface Encoding {
    void write(BinaryEncoder encoder) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 40, 4, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void aLengthThatLiesIsMalformed(long length) throws Exception {
    Encoding lie =
        encoder -> {
          encoder.writeLong(length);
          encoder.writeFixed(new byte[3]);
        };
    assertMalformed(BYTES, lie, "3 are left");
    assertMalformed(TEXT, lie, "3 are left");
    assertMalformed(Schema.createMap(TEXT), lie, "");
    assertMalformed(FLOATS, lie, "");
    assertMalformed(TEXTS, lie, "");
  }

  @Test
  void aLengthThatDoesNotLieIsNot() throws Exception {
    pass(BYTES, encoder -> encoder.writeBytes(new byte[3]));
  }

  @Test
  void everyTypeIsPassedAsAvroWritesIt() throws Exception {
    Schema schema =
        SchemaBuilder.record("All")
            .fields()
            .requiredBoolean("flag")
            .requiredInt("i")
            .requiredLong("l")
            .requiredFloat("f")
            .requiredDouble("d")
            .name("fixed")
            .type()
            .fixed("Four")
            .size(4)
            .noDefault()
            .name("suit")
            .type()
            .enumeration("Suit")
            .symbols("A", "B")
            .noDefault()
            .optionalString("text")
            .name("map")
            .type()
            .map()
            .values()
            .array()
            .items()
            .longType()
            .noDefault()
            .endRecord();
    pass(
        schema,
        encoder -> {
          encoder.writeBoolean(true);
          encoder.writeInt(Integer.MIN_VALUE);
          encoder.writeLong(Long.MIN_VALUE);
          encoder.writeFloat(1);
          encoder.writeDouble(1);
          encoder.writeFixed(new byte[4]);
          encoder.writeEnum(1);
          encoder.writeIndex(1);
          encoder.writeString("Grüße");
          encoder.writeMapStart();
          encoder.setItemCount(1);
          encoder.startItem();
          encoder.writeString("key");
          encoder.writeArrayStart();
          encoder.setItemCount(2);
          encoder.writeLong(7);
          encoder.writeLong(-7);
          encoder.writeArrayEnd();
          encoder.writeMapEnd();
        });
  }

  @Test
  void aChoiceThatDoesNotExistIsMalformed() throws Exception {
    Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), TEXT);
    Schema suit = Schema.createEnum("Suit", null, null, Arrays.asList("A", "B"));
    for (int choice : new int[] {2, -1, Integer.MAX_VALUE}) {
      assertMalformed(union, encoder -> encoder.writeIndex(choice), "of 2");
      assertMalformed(suit, encoder -> encoder.writeEnum(choice), "of 2");
    }
  }

  @Test
  void aNumberThatDoesNotEndIsMalformed() throws Exception {
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0xFF);
    Schema number = Schema.create(Schema.Type.LONG);
    assertMalformed(number, encoder -> encoder.writeFixed(endless), "does not end");
  }

  @Test
  void aLongWhereAnIntShouldBeIsMalformed() throws Exception {
    Schema number = Schema.create(Schema.Type.INT);
    assertMalformed(number, encoder -> encoder.writeLong(1L << 31), "an int of 2147483648");
  }

  @Test
  void textThatIsNotUtf8IsMalformed() throws Exception {
    byte[] latin = "Grüße".getBytes(StandardCharsets.ISO_8859_1);
    assertMalformed(TEXT, encoder -> encoder.writeBytes(latin), "not UTF-8");
  }

  @Test
  void blocksWithASizeAreReadAndTheSizeMustBeRight() throws Exception {
    pass(FLOATS, encoder -> block(encoder, 8));
    assertMalformed(FLOATS, encoder -> block(encoder, 4), "a block that should end");
    assertMalformed(FLOATS, encoder -> block(encoder, 1L << 40), "a block of 1099511627776");
    assertMalformed(FLOATS, encoder -> block(encoder, -1), "a block of -1");
  }

  @Test
  void millionsOfItemsCannotBeAskedForInAFewBytes() throws Exception {
    Schema nothings = Schema.createArray(Schema.create(Schema.Type.NULL));
    assertMalformed(nothings, encoder -> encoder.writeLong(1_000_000), "1000000 items");
    assertMalformed(
        nothings,
        encoder -> {
          encoder.writeLong(1);
          encoder.writeLong(0);
        },
        "items without a byte");
  }

  @Test
  void aSchemaThatContainsItselfCannotBeFollowedForEver() throws Exception {
    Schema list =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "L", "fields": [{"name": "next", "type": ["null", "L"]}]}
                """);
    pass(list, encoder -> encoder.writeFixed(new byte[] {2, 2, 0}));
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) 2);
    assertMalformed(list, encoder -> encoder.writeFixed(deep), "nested deeper than 64");
  }

  private static void block(BinaryEncoder encoder, long size) throws IOException {
    encoder.writeLong(-2);
    encoder.writeLong(size);
    encoder.writeFloat(1);
    encoder.writeFloat(2);
    encoder.writeLong(0);
  }

  private static void pass(Schema schema, Encoding encoding) throws Exception {
    DatumBounds.check(schema, bytes(encoding), 0);
  }

  private static void assertMalformed(Schema schema, Encoding encoding, String detail)
      throws Exception {
    byte[] bytes = bytes(encoding);
    assertThatThrownBy(() -> DatumBounds.check(schema, bytes, 0))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.objection().reason()).isEqualTo(DeadLetterReason.MALFORMED))
        .hasMessageContaining(detail);
  }

  private static byte[] bytes(Encoding encoding) throws IOException {
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    encoding.write(encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
