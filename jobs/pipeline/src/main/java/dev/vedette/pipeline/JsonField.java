package dev.vedette.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value in a JSON file together with its place there: {@code rules[2].zones[0]}. Whatever is
 * wrong with it is an {@link IllegalArgumentException} that begins with that place.
 */
record JsonField(String place, JsonNode node) {
  private static final int MOST_SHOWN = 40;

  static JsonField root(JsonNode node) {
    return new JsonField("", node);
  }

  /** Refuses fields that nobody would read. */
  void requireFields(Set<String> known) {
    if (!node.isObject()) {
      throw wrong("is not an object with fields");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw wrong("unknown field '%s', known are %s".formatted(name, new TreeSet<>(known)));
      }
    }
  }

  Optional<JsonField> optional(String name) {
    JsonNode value = node.get(name);
    return value == null
        ? Optional.empty()
        : Optional.of(new JsonField(place.isEmpty() ? name : place + '.' + name, value));
  }

  JsonField required(String name) {
    return optional(name).orElseThrow(() -> wrong(name + " is missing"));
  }

  List<JsonField> list() {
    if (!node.isArray()) {
      throw wrong("is not a list: " + shown());
    }
    List<JsonField> values = new ArrayList<>(node.size());
    for (JsonNode value : node) {
      values.add(new JsonField("%s[%d]".formatted(place, values.size()), value));
    }
    return values;
  }

  String text() {
    if (!node.isTextual() || node.textValue().isBlank()) {
      throw wrong("is not a word: " + shown());
    }
    return node.textValue();
  }

  double number() {
    if (!node.isNumber()) {
      throw wrong("is not a number: " + shown());
    }
    return node.doubleValue();
  }

  /** A value made of this one; what its constructor refuses is said with this place. */
  <T> T value(Supplier<T> made) {
    try {
      return made.get();
    } catch (WrongFieldException e) {
      throw e; // of a place inside of this one
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new WrongFieldException(said(String.valueOf(e.getMessage())), e);
    }
  }

  IllegalArgumentException wrong(String fact) {
    return new WrongFieldException(said(fact), null);
  }

  private String said(String fact) {
    return place.isEmpty() ? fact : "%s: %s".formatted(place, fact);
  }

  /** As it stands in the file, but not all of a long one. */
  private String shown() {
    String all = node.toString();
    return all.length() <= MOST_SHOWN ? all : all.substring(0, MOST_SHOWN) + "...";
  }

  private static final class WrongFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    WrongFieldException(String message, @Nullable Exception cause) {
      super(message, cause);
    }
  }
}
