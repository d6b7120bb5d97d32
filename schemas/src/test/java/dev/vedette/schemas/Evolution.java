package dev.vedette.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** What would break if one version of a schema took the place of another, in either direction. */
final class Evolution {
  private Evolution() {}

  static List<String> breaches(Schema released, Schema current) {
    List<String> breaches = new ArrayList<>();
    breaches.addAll(unreadable("released data by the current schema", current, released));
    breaches.addAll(unreadable("current data by the released schema", released, current));
    Fields.of(released)
        .fields
        .forEach(
            (path, before) -> {
              Schema.Field after = Fields.of(current).fields.get(path);
              if (after != null && !Objects.equals(meaning(before), meaning(after))) {
                breaches.add(path + ": the logical type changed, which no reader can see");
              }
            });
    return breaches;
  }

  private static List<String> unreadable(String what, Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(found -> what + ": " + describe(found))
        .toList();
  }

  private static String describe(Incompatibility found) {
    return found.getType() + " at " + found.getLocation() + ": " + found.getMessage();
  }

  private static List<String> meaning(Schema.Field field) {
    return Fields.branches(field.schema()).stream()
        .map(branch -> String.valueOf(branch.getProp("logicalType")))
        .toList();
  }
}
