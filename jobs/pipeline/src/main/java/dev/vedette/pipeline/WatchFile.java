package dev.vedette.pipeline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vedette.core.watch.DeviceScope;
import dev.vedette.core.watch.LeastSize;
import dev.vedette.core.watch.Point;
import dev.vedette.core.watch.Polygon;
import dev.vedette.core.watch.WatchRule;
import dev.vedette.core.watch.WatchRules;
import dev.vedette.core.week.Schedule;
import dev.vedette.core.week.WeekHours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * Rules on which events count, as a file of JSON.
 *
 * <p>It is read strictly: a misspelt field would be a rule that is not kept, and nobody would
 * notice.
 */
public final class WatchFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final Set<String> FIELDS = Set.of("rules");
  private static final Set<String> FIELDS_OF_A_RULE =
      Set.of(
          "note",
          "tenants",
          "classes",
          "devices",
          "zones",
          "masks",
          "labels",
          "hours",
          "timeZone",
          "cooldown",
          "minSize");

  private WatchFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidConfigurationException with the file, the place in it, and what is wrong there
   */
  public static WatchRules read(Path file) throws InvalidConfigurationException {
    try {
      var root = JsonField.root(MAPPER.readTree(Files.readAllBytes(file)));
      root.requireFields(FIELDS);
      Map<DeviceScope, WatchRule> rules = new HashMap<>();
      for (JsonField rule : root.required("rules").list()) {
        rule.requireFields(FIELDS_OF_A_RULE);
        WatchRule said = rule(rule);
        for (DeviceScope scope : scopes(rule)) {
          if (rules.put(scope, said) != null) {
            throw rule.wrong("there is another rule for " + scope);
          }
        }
      }
      var all = new WatchRules(rules);
      all.contradiction()
          .ifPresent(
              fact -> {
                throw new IllegalArgumentException(fact);
              });
      return all;
    } catch (JsonProcessingException e) {
      throw wrong(
          file,
          "line %d: %s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    } catch (NoSuchFileException e) {
      throw wrong(file, "there is no such file", e);
    } catch (IOException e) {
      throw wrong(file, "cannot be read (%s)".formatted(e), e);
    } catch (IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static InvalidConfigurationException wrong(Path file, String fact, Exception cause) {
    return new InvalidConfigurationException("%s: %s".formatted(file, fact), cause);
  }

  private static List<DeviceScope> scopes(JsonField rule) {
    List<DeviceScope> scopes = new ArrayList<>();
    for (String tenant : names(rule, "tenants")) {
      for (String deviceClass : names(rule, "classes")) {
        for (String device : names(rule, "devices")) {
          scopes.add(rule.value(() -> new DeviceScope(tenant, deviceClass, device)));
        }
      }
    }
    return scopes;
  }

  private static List<String> names(JsonField rule, String field) {
    Optional<JsonField> given = rule.optional(field);
    if (given.isEmpty()) {
      return List.of(DeviceScope.ANY);
    }
    List<String> names = given.get().list().stream().map(JsonField::text).toList();
    if (names.isEmpty()) {
      throw given.get().wrong("names none; leave it out for all");
    }
    return names;
  }

  private static WatchRule rule(JsonField rule) {
    rule.optional("note").ifPresent(JsonField::text);
    @Nullable List<Polygon> zones = rule.optional("zones").map(WatchFile::polygons).orElse(null);
    @Nullable List<Polygon> masks = rule.optional("masks").map(WatchFile::polygons).orElse(null);
    @Nullable Set<String> labels =
        rule.optional("labels")
            .map(all -> all.list().stream().map(JsonField::text).collect(Collectors.toSet()))
            .orElse(null);
    @Nullable Duration cooldown =
        rule.optional("cooldown")
            .map(time -> time.value(() -> TimeUtils.parseDuration(time.text())))
            .orElse(null);
    @Nullable Schedule hours = hours(rule).orElse(null);
    @Nullable LeastSize minSize = rule.optional("minSize").map(WatchFile::size).orElse(null);
    return rule.value(() -> new WatchRule(zones, masks, labels, hours, cooldown, minSize));
  }

  private static LeastSize size(JsonField size) {
    List<JsonField> sides = size.list();
    if (sides.size() != 2) {
      throw size.wrong("a size is [width, height], and not %d numbers".formatted(sides.size()));
    }
    return size.value(() -> new LeastSize(sides.get(0).number(), sides.get(1).number()));
  }

  private static List<Polygon> polygons(JsonField all) {
    return all.list().stream()
        .map(
            polygon -> {
              List<Point> corners = polygon.list().stream().map(WatchFile::point).toList();
              return polygon.value(() -> new Polygon(corners));
            })
        .toList();
  }

  private static Point point(JsonField corner) {
    List<JsonField> xy = corner.list();
    if (xy.size() != 2) {
      throw corner.wrong("a corner is [x, y], and not %d numbers".formatted(xy.size()));
    }
    return corner.value(() -> new Point(xy.get(0).number(), xy.get(1).number()));
  }

  private static Optional<Schedule> hours(JsonField rule) {
    Optional<JsonField> zone = rule.optional("timeZone");
    Optional<JsonField> given = rule.optional("hours");
    if (given.isEmpty()) {
      if (zone.isPresent()) {
        throw zone.get().wrong("is of no use without hours");
      }
      return Optional.empty();
    }
    List<WeekHours> hours =
        given.get().list().stream()
            .map(some -> some.value(() -> WeekHours.parse(some.text())))
            .toList();
    if (hours.isEmpty()) {
      return Optional.of(Schedule.ALWAYS);
    }
    JsonField inZone = rule.required("timeZone");
    return Optional.of(new Schedule(hours, inZone.value(() -> ZoneId.of(inZone.text()))));
  }
}
