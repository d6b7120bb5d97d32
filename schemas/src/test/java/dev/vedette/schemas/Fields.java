package dev.vedette.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Every field and every named type below a schema, each with the path that leads to it. */
final class Fields {
  final Map<String, Schema.Field> fields = new TreeMap<>();
  final Map<String, Schema> named = new TreeMap<>();

  static Fields of(Schema schema) {
    var found = new Fields();
    found.visit(schema.getName(), schema);
    return found;
  }

  private void visit(String path, Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        named.put(path, schema);
        for (Schema.Field field : schema.getFields()) {
          String at = path + '.' + field.name();
          fields.put(at, field);
          visit(at, field.schema());
        }
      }
      case ENUM, FIXED -> named.put(path, schema);
      case ARRAY -> visit(path, schema.getElementType());
      case MAP -> visit(path, schema.getValueType());
      case UNION ->
          branches(schema).forEach(branch -> visit(path + '|' + branch.getName(), branch));
      default -> {}
    }
  }

  /** The schema itself, or what it is when it is not null. */
  static List<Schema> branches(Schema schema) {
    if (!schema.isUnion()) {
      return List.of(schema);
    }
    List<Schema> branches = new ArrayList<>(schema.getTypes());
    branches.removeIf(branch -> branch.getType() == Schema.Type.NULL);
    return branches;
  }
}
