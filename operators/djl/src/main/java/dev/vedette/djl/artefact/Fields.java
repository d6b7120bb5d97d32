package dev.vedette.djl.artefact;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the fields of a manifest are held to. */
final class Fields {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Fields() {}

  static <T> T given(@Nullable T value, String field) {
    return Objects.requireNonNull(value, () -> field + " is missing");
  }

  /** For messages about fields that exclude each other. */
  static String presence(@Nullable Object value) {
    return value == null ? "missing" : "there";
  }

  static void requireName(@Nullable String value, String field) {
    if (!NAME.matcher(given(value, field)).matches()) {
      throw new IllegalArgumentException(field + " is not a name: '" + value + "'");
    }
  }

  static void requireValue(@Nullable String value, String only, String field) {
    if (!only.equals(value)) {
      throw new IllegalArgumentException("%s is not %s: %s".formatted(field, only, value));
    }
  }

  /** A manifest may come from elsewhere, so it names nothing outside its own folder. */
  static void requireInside(@Nullable String path, String field) {
    for (String part : given(path, field).split("/", -1)) {
      requireName(part, field);
    }
  }

  static Map<String, String> requireHashes(@Nullable Map<String, String> files, String field) {
    Map<String, String> promised = Map.copyOf(given(files, field));
    if (promised.isEmpty()) {
      throw new IllegalArgumentException(field + " lists no file");
    }
    promised.forEach(
        (path, hash) -> {
          requireInside(path, field);
          if (!SHA256.matcher(hash).matches()) {
            throw new IllegalArgumentException(
                "%s: the SHA-256 of %s is not 64 hex digits: %s".formatted(field, path, hash));
          }
        });
    return promised;
  }
}
