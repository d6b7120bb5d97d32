package dev.vedette.cloud.prompt;

import dev.vedette.core.brain.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Templates by the folder in which they stand. What is most particular counts: a tenant's before
 * all others, then a label's with a device class, then a label's, then the one for all; what nobody
 * wrote is as shipped.
 *
 * @param byPath such as {@code tenants/acme/face/door/picture.txt}
 */
record Words(Map<String, String> byPath) {
  static final String TENANTS = "tenants";

  Words {
    byPath = Map.copyOf(byPath);
  }

  /** Those of this module, for all. */
  static Words shipped() {
    Map<String, String> shipped = new HashMap<>();
    for (Template template : Template.values()) {
      shipped.put(template.file(), resource(template.file()));
    }
    return new Words(shipped);
  }

  /** These, and what they leave open as shipped. */
  static Words over(Map<String, String> written) {
    Map<String, String> all = new HashMap<>(shipped().byPath());
    all.putAll(written);
    return new Words(all);
  }

  String of(Template template, Question question) {
    for (String folder : folders(question)) {
      String found = byPath.get(folder + template.file());
      if (found != null) {
        return found;
      }
    }
    throw new IllegalStateException("the jar lacks " + template.file());
  }

  /** A name with a slash in it would be another folder's: it has none of its own. */
  private static List<String> folders(Question question) {
    String label = question.judgement().label();
    String deviceClass = question.header().deviceClass();
    String tenant = question.header().tenant();
    List<String> folders = new ArrayList<>();
    for (String base :
        tenant.contains("/") ? List.of("") : List.of(TENANTS + '/' + tenant + '/', "")) {
      if (!label.contains("/")) {
        if (!deviceClass.contains("/")) {
          folders.add(base + label + '/' + deviceClass + '/');
        }
        folders.add(base + label + '/');
      }
      folders.add(base);
    }
    return folders;
  }

  private static String resource(String name) {
    try (InputStream file = Words.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the jar", e);
    }
  }
}
