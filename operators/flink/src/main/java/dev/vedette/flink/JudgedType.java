package dev.vedette.flink;

import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Judged events as they travel from the task that judges to the one that follows episodes.
 *
 * <p>Every event that is judged takes that way, and most have nothing to show. Flink's serializer
 * for records reads each field by reflection and each text char by char, which takes several times
 * as long.
 */
public final class JudgedType extends TypeInformation<Judged> {
  private static final long serialVersionUID = 1;

  @Override
  public TypeSerializer<Judged> createSerializer(SerializerConfig config) {
    return new JudgedSerializer(
        TypeInformation.of(Picture.class).createSerializer(config),
        TypeInformation.of(Samples.class).createSerializer(config));
  }

  @Override
  public Class<Judged> getTypeClass() {
    return Judged.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof JudgedType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JudgedType;
  }

  @Override
  public int hashCode() {
    return JudgedType.class.hashCode();
  }

  @Override
  public String toString() {
    return Judged.class.getSimpleName();
  }
}
