package dev.vedette.cloud.prompt;

import dev.vedette.core.brain.Question;
import dev.vedette.core.event.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The words of a question.
 *
 * <p>They are made of the label, the device class and a sensor's samples, and of nothing else: no
 * device, tenant, event or time of day leaves the site. Names come from devices, so they are
 * shortened and stripped of all that could pass for more than a name.
 */
public final class Prompt {
  private static final int LONGEST_NAME = 64;
  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_./%-]+");

  private final String system;
  private final String picture;
  private final String samples;

  private Prompt(String system, String picture, String samples) {
    this.system = system;
    this.picture = picture;
    this.samples = samples;
  }

  /** The prompt that is shipped with this module. */
  public static Prompt shipped() {
    return new Prompt(resource("system.txt"), resource("picture.txt"), resource("samples.txt"));
  }

  /** What the model is, and how it is to answer. */
  public String system() {
    return system;
  }

  /** What it is asked about this event. */
  public String text(Question question) {
    Samples window = question.samples();
    String text = window == null ? picture : withTable(window);
    return text.replace("{label}", name(question.judgement().label()))
        .replace("{deviceClass}", name(question.header().deviceClass()));
  }

  private String withTable(Samples window) {
    var table = new SampleTable(window);
    return samples
        .replace("{rows}", Integer.toString(window.rows()))
        .replace("{shown}", Integer.toString(table.shownRows()))
        .replace("{table}", table.text());
  }

  static String name(String word) {
    String plain = NOT_IN_A_NAME.matcher(word).replaceAll(" ").strip();
    return plain
        .codePoints()
        .limit(LONGEST_NAME)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String resource(String name) {
    try (InputStream file = Prompt.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the jar", e);
    }
  }
}
