package dev.vedette.pipeline.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A walk over the bytes of a datum that finds out whether they follow the schema, before Avro's own
 * decoder is let near them.
 *
 * <p>That decoder trusts lengths and indexes: it allocates what a length asks for, and throws what
 * arrays and collections throw. After this walk neither can happen, for the price of reading some
 * tens of bytes, because what is long, pictures and samples, is jumped over.
 *
 * <p>It is stricter than Avro in three points. Text must be UTF-8, because two broken ids would
 * otherwise become the same one. The size that a block of items may state must be right. An item of
 * a list takes at least one byte, because a few bytes could otherwise ask for a million items.
 */
final class DatumBounds {
  /** Only a registered schema that contains itself comes near this. */
  private static final int DEEPEST = 64;

  private final byte[] bytes;
  private int at;

  private DatumBounds(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /** Returns if the bytes from an index on are one datum of the schema and nothing else. */
  static void check(Schema schema, byte[] bytes, int from) throws UnreadableRecordException {
    var walk = new DatumBounds(bytes, from);
    walk.pass(schema, 0);
    walk.requireEnd(schema);
  }

  /**
   * Where each field of a record begins, and behind them where the last one ends, if the bytes are
   * one record of the schema and nothing else.
   */
  static int[] fieldStarts(Schema schema, byte[] bytes) throws UnreadableRecordException {
    var walk = new DatumBounds(bytes, 0);
    List<Schema.Field> fields = schema.getFields();
    int[] starts = new int[fields.size() + 1];
    for (Schema.Field field : fields) {
      starts[field.pos()] = walk.at;
      walk.pass(field.schema(), 1);
    }
    walk.requireEnd(schema);
    starts[fields.size()] = walk.at;
    return starts;
  }

  private void requireEnd(Schema schema) throws UnreadableRecordException {
    if (at != bytes.length) {
      throw UnreadableRecordException.malformed(
          "the %s ends at byte %d, %d bytes follow"
              .formatted(schema.getName(), at, bytes.length - at));
    }
  }

  private void pass(Schema schema, int depth) throws UnreadableRecordException {
    if (depth > DEEPEST) {
      throw malformed("nested deeper than " + DEEPEST);
    }
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN, FLOAT, DOUBLE, FIXED -> skip(fixedSize(schema));
      case INT -> integer();
      case LONG -> varint();
      case BYTES -> skip(varint());
      case STRING -> text();
      case ENUM -> index(schema.getEnumSymbols().size());
      case UNION -> {
        List<Schema> branches = schema.getTypes();
        pass(branches.get(index(branches.size())), depth + 1);
      }
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          pass(field.schema(), depth + 1);
        }
      }
      case ARRAY -> items(schema.getElementType(), false, depth);
      case MAP -> items(schema.getValueType(), true, depth);
    }
  }

  private void items(Schema item, boolean keyed, int depth) throws UnreadableRecordException {
    for (long count = varint(); count != 0; count = varint()) {
      long end = -1;
      if (count < 0) { // minus the number of items, then the size of the block
        count = -count;
        long size = varint();
        if (size < 0 || size > bytes.length - at) {
          throw malformed("a block of %d bytes".formatted(size));
        }
        end = at + size;
      }
      if (count < 0 || count > bytes.length - at) {
        throw malformed("a list of %d items".formatted(count));
      }
      if (!keyed && fixedSize(item) > 0) {
        skip(count * fixedSize(item));
      } else {
        for (long i = 0; i < count; i++) {
          item(item, keyed, depth);
        }
      }
      if (end >= 0 && at != end) {
        throw malformed("a block that should end at byte " + end);
      }
    }
  }

  private void item(Schema item, boolean keyed, int depth) throws UnreadableRecordException {
    int before = at;
    if (keyed) {
      text();
    }
    pass(item, depth + 1);
    if (at == before) {
      throw malformed("items without a byte");
    }
  }

  /** Bytes of every value of the schema, or 0 where they differ. */
  private static int fixedSize(Schema schema) {
    return switch (schema.getType()) {
      case BOOLEAN -> 1;
      case FLOAT -> Float.BYTES;
      case DOUBLE -> Double.BYTES;
      case FIXED -> schema.getFixedSize();
      default -> 0;
    };
  }

  private void text() throws UnreadableRecordException {
    long length = varint();
    int from = at;
    skip(length);
    for (int i = from; i < at; i++) {
      if (bytes[i] < 0) {
        requireUtf8(ByteBuffer.wrap(bytes, i, at - i));
        return;
      }
    }
  }

  private void requireUtf8(ByteBuffer text) throws UnreadableRecordException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(text);
    } catch (CharacterCodingException e) {
      throw malformed("the text that ends here is not UTF-8");
    }
  }

  private int index(int size) throws UnreadableRecordException {
    long index = varint();
    if (index < 0 || index >= size) {
      throw malformed("choice %d of %d".formatted(index, size));
    }
    return (int) index;
  }

  private void integer() throws UnreadableRecordException {
    long value = varint();
    if (value != (int) value) {
      throw malformed("an int of " + value);
    }
  }

  /** Seven bits a byte, the lowest first; the lowest bit of the whole is the sign. */
  private long varint() throws UnreadableRecordException {
    long zigzag = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      skip(1);
      byte b = bytes[at - 1];
      zigzag |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return zigzag >>> 1 ^ -(zigzag & 1);
      }
    }
    throw malformed("a number that does not end");
  }

  private void skip(long length) throws UnreadableRecordException {
    if (length < 0 || length > bytes.length - at) {
      throw malformed("%d bytes should follow, %d are left".formatted(length, bytes.length - at));
    }
    at += (int) length;
  }

  private UnreadableRecordException malformed(String what) {
    return UnreadableRecordException.malformed("at byte %d: %s".formatted(at, what));
  }
}
