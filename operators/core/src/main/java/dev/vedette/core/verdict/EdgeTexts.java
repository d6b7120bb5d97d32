package dev.vedette.core.verdict;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the edge says for people, made of templates by the reason why it answers: the counterpart of
 * the sentence that the cloud writes.
 *
 * @param templates by a reason's wire name, or by that and a label, such as {@code offline.face};
 *     with what was found under {@code found} and {@code not-found}, and {@code later}
 */
public record EdgeTexts(Map<String, String> templates) implements Serializable {
  private static final String SHIPPED = "edge-texts.properties";
  private static final String FOUND = "found";
  private static final String NOT_FOUND = "not-found";
  private static final String LATER = "later";
  private static final List<String> PARTS = List.of(FOUND, NOT_FOUND, LATER);
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
  private static final List<String> PLACES =
      List.of("finding", "label", "score", "device", "deviceClass", "tenant", "gate", "reason");

  public EdgeTexts {
    templates = new HashMap<>(templates);
    new TreeMap<>(templates).forEach(EdgeTexts::check);
  }

  private static void check(String name, String template) {
    int dot = name.indexOf('.');
    String reason = dot < 0 ? name : name.substring(0, dot);
    boolean isReason =
        Arrays.stream(Reason.values()).anyMatch(one -> one.wireName().equals(reason));
    if (!isReason && !PARTS.contains(name)) {
      throw new IllegalArgumentException(
          "'%s' is none of found, not-found, later, a reason, or reason.label".formatted(name));
    }
    PLACE
        .matcher(template)
        .results()
        .map(place -> place.group(1))
        .filter(place -> !PLACES.contains(place))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw new IllegalArgumentException(
                  "%s: unknown {%s}, known are %s".formatted(name, unknown, PLACES));
            });
  }

  /** Those that come with this module, in English. */
  public static EdgeTexts shipped() {
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(EdgeTexts.class.getResourceAsStream(SHIPPED), SHIPPED),
            StandardCharsets.UTF_8)) {
      return new EdgeTexts(read(in));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + SHIPPED, e);
    }
  }

  /** These where others say nothing. */
  public EdgeTexts with(EdgeTexts others) {
    Map<String, String> all = new HashMap<>(templates);
    all.putAll(others.templates);
    return new EdgeTexts(all);
  }

  /** Templates as a properties file has them. */
  public static EdgeTexts from(Reader in) throws IOException {
    return new EdgeTexts(read(in));
  }

  private static Map<String, String> read(Reader in) throws IOException {
    var properties = new Properties();
    properties.load(in);
    Map<String, String> templates = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> templates.put(name, properties.getProperty(name)));
    return templates;
  }

  /** The verdict with its sentence, if it is the edge's; the cloud has written its own. */
  public Verdict in(Verdict verdict) {
    Reason reason = verdict.reason();
    if (reason == null) {
      return verdict;
    }
    String usual = templates.getOrDefault(reason.wireName(), "");
    String text =
        templates.getOrDefault(reason.wireName() + '.' + verdict.judgement().label(), usual);
    boolean isAskedLater = !verdict.last() && reason != Reason.IMMEDIATE;
    String whole = isAskedLater ? text + ' ' + templates.getOrDefault(LATER, "") : text;
    return verdict.saying(filled(whole, verdict).strip());
  }

  private String filled(String template, Verdict verdict) {
    return PLACE.matcher(template).replaceAll(place -> quoted(value(place, verdict)));
  }

  private String value(MatchResult place, Verdict verdict) {
    var header = verdict.header();
    var judgement = verdict.judgement();
    return switch (place.group(1)) {
      case "finding" ->
          PLACE
              .matcher(templates.getOrDefault(judgement.positive() ? FOUND : NOT_FOUND, ""))
              .replaceAll(
                  inner -> quoted(inner.group(1).equals("finding") ? "" : value(inner, verdict)));
      case "label" -> judgement.label();
      case "score" -> String.format(Locale.ROOT, "%.2f", judgement.score());
      case "device" -> header.device();
      case "deviceClass" -> header.deviceClass();
      case "tenant" -> header.tenant();
      case "gate" -> judgement.gate();
      case "reason" -> Objects.requireNonNull(verdict.reason()).wireName();
      default -> place.group();
    };
  }

  private static String quoted(String value) {
    return Matcher.quoteReplacement(value);
  }
}
