package dev.vedette.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.avro.CameraFrame;
import dev.vedette.avro.InlinePicture;
import dev.vedette.avro.PictureEncoding;
import dev.vedette.avro.Release;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaStyleTest {
  static Iterable<Schema> current() {
    return SchemaCatalog.current();
  }

  @ParameterizedTest
  @MethodSource("current")
  void everythingThatHasANameHasADoc(Schema schema) {
    Fields found = Fields.of(schema);
    assertThat(found.named)
        .allSatisfy((path, named) -> assertThat(named.getDoc()).as(path).isNotBlank());
    assertThat(found.fields)
        .allSatisfy((path, field) -> assertThat(field.doc()).as(path).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("current")
  void whatMayBeNullIsNullByDefault(Schema schema) {
    Fields.of(schema)
        .fields
        .forEach(
            (path, field) -> {
              if (field.schema().isNullable()) {
                assertThat(field.hasDefaultValue()).as(path).isTrue();
                assertThat(field.schema().getTypes().get(0).getType())
                    .as(path)
                    .isEqualTo(Schema.Type.NULL);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("current")
  void anEnumHasASymbolForWhatANewerWriterMeans(Schema schema) {
    assertThat(Fields.of(schema).named.values())
        .filteredOn(named -> named.getType() == Schema.Type.ENUM)
        .allSatisfy(named -> assertThat(named.getEnumDefault()).as(named.getName()).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("current")
  void timesAndMoneySaySoAndNothingElseDoes(Schema schema) {
    Fields.of(schema)
        .fields
        .forEach((path, field) -> assertThat(logicalType(field)).as(path).isEqualTo(byName(field)));
  }

  @Test
  void aFrameCanDoWithoutTenantAndClassAndIsAJpeg() {
    CameraFrame frame =
        CameraFrame.newBuilder()
            .setEventId("e")
            .setDevice("d")
            .setCapturedAt(Instant.EPOCH)
            .setPicture(InlinePicture.newBuilder().setBytes(ByteBuffer.allocate(1)).build())
            .build();
    assertThat(List.of(frame.getTenant(), frame.getDeviceClass()))
        .containsExactly("default", "default");
    assertThat(((InlinePicture) frame.getPicture()).getEncoding()).isEqualTo(PictureEncoding.JPEG);
  }

  @Test
  void theSignatureIsTheLastFieldOfARelease() {
    List<Schema.Field> fields = Release.getClassSchema().getFields();
    assertThat(fields.get(fields.size() - 1).name()).isEqualTo("signature");
  }

  private static String logicalType(Schema.Field field) {
    return Fields.branches(field.schema()).get(0).getProp("logicalType");
  }

  private static String byName(Schema.Field field) {
    String name = field.name();
    if (name.equals("at") || name.endsWith("At") || name.equals("decideBy")) {
      return "timestamp-micros";
    }
    return name.endsWith("MicroUsd") ? "micro-usd" : null;
  }
}
