package dev.vedette.flink;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A type whose values nobody changes. Where they are state or the keys of state they are not
 * copied, and are written to a checkpoint at once, with the same bytes as without it: see {@link
 * InOnePiece}. For all state of which a key can have much, and of which there is an entry for each
 * question or each device.
 */
public final class InOnePieceType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final TypeInformation<T> inner;

  private InOnePieceType(TypeInformation<T> inner) {
    this.inner = inner;
  }

  /**
   * @param type of records that nobody changes, nor what they refer to
   */
  public static <T extends Record> TypeInformation<T> ofRecord(Class<T> type) {
    return new InOnePieceType<>(TypeInformation.of(type));
  }

  /** Arrays that nobody changes. */
  static TypeInformation<byte[]> bytes() {
    return new InOnePieceType<>(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** Texts, as the keys of state are. */
  public static TypeInformation<String> text() {
    return new InOnePieceType<>(Types.STRING);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return InOnePiece.of(inner.createSerializer(config));
  }

  @Override
  public Class<T> getTypeClass() {
    return inner.getTypeClass();
  }

  @Override
  public boolean isBasicType() {
    return inner.isBasicType();
  }

  @Override
  public boolean isTupleType() {
    return inner.isTupleType();
  }

  @Override
  public int getArity() {
    return inner.getArity();
  }

  @Override
  public int getTotalFields() {
    return inner.getTotalFields();
  }

  @Override
  public boolean isKeyType() {
    return inner.isKeyType();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof InOnePieceType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InOnePieceType<?> that && inner.equals(that.inner);
  }

  @Override
  public int hashCode() {
    return inner.hashCode();
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}
