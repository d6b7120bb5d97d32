package dev.vedette.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.avro.CameraFrame;
import dev.vedette.avro.Release;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaCatalogTest {
  private final SchemaCatalog catalog = SchemaCatalog.load();

  @Test
  void theIdIsTheFingerprintInTheByteOrderOfSingleObjectEncoding() {
    // The specification's fingerprint of "null" is 0x63dd24e7cc258f8a.
    assertThat(SchemaCatalog.idOf(Schema.create(Schema.Type.NULL))).isEqualTo("8a8f25cce724dd63");
  }

  @Test
  void everyIdLeadsToTheSchemaItIsTheFingerprintOf() {
    assertThat(catalog.ids())
        .allSatisfy(id -> assertThat(catalog.schemaOf(id).map(SchemaCatalog::idOf)).contains(id));
  }

  @Test
  void everyCurrentSchemaIsKnownByItsName() {
    assertThat(SchemaCatalog.current())
        .allSatisfy(
            schema ->
                assertThat(catalog.nameOf(SchemaCatalog.idOf(schema)))
                    .contains(schema.getFullName()));
  }

  @Test
  void theGeneratedClassesHaveTheIdsOfTheFiles() {
    assertThat(catalog.nameOf(SchemaCatalog.idOf(CameraFrame.getClassSchema())))
        .contains(CameraFrame.class.getName());
    assertThat(catalog.nameOf(SchemaCatalog.idOf(Release.getClassSchema())))
        .contains(Release.class.getName());
  }

  @Test
  void aSchemaIsKeptAsItIsWrittenWithoutWhatTheGeneratorAddsForJava() {
    assertThat(SchemaCatalog.current())
        .allSatisfy(schema -> assertThat(schema.toString()).doesNotContain("avro.java.string"));
  }

  @Test
  void anIdThatNobodyReleasedIsUnknown() {
    assertThat(catalog.schemaOf("0123456789abcdef")).isEmpty();
    assertThat(catalog.nameOf("")).isEmpty();
  }

  @Test
  void docsDefaultsAndLogicalTypesAreNotPartOfTheId() {
    String bare =
        CameraFrame.getClassSchema()
            .toString()
            .replaceAll("\"(doc|default)\":\"[^\"]*\",?", "")
            .replace(",\"logicalType\":\"timestamp-micros\"", "")
            .replace(",}", "}");
    assertThat(SchemaCatalog.idOf(new Schema.Parser().parse(bare)))
        .isEqualTo(SchemaCatalog.idOf(CameraFrame.getClassSchema()));
  }

  @Test
  void everyReleasedVersionHasTheIdItWasReleasedWith() throws IOException {
    Map<String, String> ids = new TreeMap<>();
    for (Schema schema : SchemaCatalog.current()) {
      int version = 0;
      for (Schema released : SchemaCatalog.released(schema.getName())) {
        ids.put(schema.getName() + '.' + ++version, SchemaCatalog.idOf(released));
      }
    }
    assertThat(ids).isEqualTo(releasedIds());
  }

  private static Map<String, String> releasedIds() throws IOException {
    var properties = new Properties();
    try (InputStream file =
        SchemaCatalogTest.class.getResourceAsStream("/released-ids.properties")) {
      properties.load(file);
    }
    Map<String, String> ids = new TreeMap<>();
    properties.forEach((name, id) -> ids.put((String) name, (String) id));
    return ids;
  }
}
