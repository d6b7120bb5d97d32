package dev.vedette.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvolutionTest {
  private static final String BEFORE =
      """
      {"type": "record", "name": "R", "fields": [
        {"name": "a", "type": "string"},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}}]}
      """;

  static Iterable<Schema> current() {
    return SchemaCatalog.current();
  }

  @ParameterizedTest
  @MethodSource("current")
  void everyReleasedVersionReadsAndIsReadByTheCurrentOne(Schema current) {
    assertThat(SchemaCatalog.released(current.getName()))
        .isNotEmpty()
        .allSatisfy(released -> assertThat(Evolution.breaches(released, current)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("current")
  void theReleasedVersionsReadOneAnother(Schema current) {
    var versions = SchemaCatalog.released(current.getName());
    for (Schema older : versions) {
      for (Schema newer : versions) {
        assertThat(Evolution.breaches(older, newer)).isEmpty();
      }
    }
  }

  @Test
  void aFieldWithADefaultMayBeAdded() {
    assertThat(
            breaches(
                BEFORE.replace("]}", ", {\"name\": \"b\", \"type\": \"int\", \"default\": 0}]}")))
        .isEmpty();
  }

  @Test
  void aFieldWithoutADefaultIsABreach() {
    assertThat(breaches(BEFORE.replace("]}", ", {\"name\": \"b\", \"type\": \"int\"}]}")))
        .singleElement()
        .asString()
        .startsWith("released data by the current schema: READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void aFieldTakenAwayIsABreach() {
    assertThat(breaches(BEFORE.replace("{\"name\": \"a\", \"type\": \"string\"},", "")))
        .singleElement()
        .asString()
        .startsWith("current data by the released schema: READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void anotherTypeIsABreachInBothDirections() {
    assertThat(breaches(BEFORE.replace("\"string\"", "\"int\""))).hasSize(2);
  }

  @Test
  void anotherLogicalTypeIsABreachAlthoughTheBytesStillFit() {
    assertThat(breaches(BEFORE.replace("timestamp-micros", "timestamp-millis")))
        .containsExactly("R.at: the logical type changed, which no reader can see");
  }

  private static Iterable<String> breaches(String after) {
    return Evolution.breaches(new Schema.Parser().parse(BEFORE), new Schema.Parser().parse(after));
  }
}
