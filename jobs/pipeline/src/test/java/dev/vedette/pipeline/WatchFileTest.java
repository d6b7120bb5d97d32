package dev.vedette.pipeline;

import static dev.vedette.core.watch.DeviceScope.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchFileTest {
  static final Path EXAMPLE = Path.of("src/test/resources/watch.json");

  @TempDir Path folder;

  @Test
  void aFileIsReadAsItIsWritten() throws Exception {
    var nights =
        new Schedule(
            List.of(WeekHours.parse("mon-fri 18:00-08:00"), WeekHours.parse("sat,sun 00:00-24:00")),
            ZoneId.of("Europe/Berlin"));
    var path =
        new WatchRule(
            List.of(
                new Polygon(
                    List.of(
                        new Point(0.1, 0.2),
                        new Point(0.9, 0.2),
                        new Point(0.9, 1),
                        new Point(0.1, 1)))),
            List.of(new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 0.1)))),
            Set.of("face", "person"),
            null,
            null,
            new LeastSize(0.05, 0.15));
    assertThat(WatchFile.read(EXAMPLE).byScope())
        .isEqualTo(
            Map.of(
                new DeviceScope(ANY, "door", ANY),
                new WatchRule(null, null, null, nights, Duration.ofMinutes(5)),
                new DeviceScope("acme", ANY, "cam-7"),
                path,
                new DeviceScope("acme", ANY, "cam-8"),
                path));
  }

  @Test
  void whatIsEmptyIsSaidAndWhatIsMissingIsNot() throws Exception {
    WatchRules rules =
        read(
            "{\"rules\": [{\"zones\": [], \"masks\": [], \"labels\": [], \"hours\": []}, {\"devices\": [\"a\"]}]}");
    assertThat(rules.byScope())
        .containsEntry(
            new DeviceScope(ANY, ANY, ANY),
            new WatchRule(List.of(), List.of(), Set.of(), Schedule.ALWAYS, null))
        .containsEntry(new DeviceScope(ANY, ANY, "a"), new WatchRule(null, null, null, null, null));
  }

  /** With the place in the file; apostrophes stand for quotes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | is not an object with fields",
        "{} | rules is missing",
        "{'rules': {}} | rules: is not a list: {}",
        "{'rules': [], 'rule': 1} | unknown field 'rule', known are [rules]",
        "{'rules': ['a']} | rules[0]: is not an object with fields",
        "{'rules': [{}, {'zone': []}]} | rules[1]: unknown field 'zone', known are [classes,",
        "{'rules': [{}, {}]} | rules[1]: there is another rule for all devices",
        "{'rules': [{'devices': ['a', 'a']}]} | rules[0]: there is another rule for device a",
        "{'rules': [{'devices': []}]} | rules[0].devices: names none; leave it out for all",
        "{'rules': [{'devices': ['a', ' ']}]} | rules[0].devices[1]: is not a word: \" \"",
        "{'rules': [{'tenants': 'acme'}]} | rules[0].tenants: is not a list: \"acme\"",
        "{'rules': [{'note': 1}]} | rules[0].note: is not a word: 1",
        "{'rules': [{'zones': [[[0, 0], [1, 0]]]}]} | rules[0].zones[0]: a polygon has 3 to 1000 corners: 2",
        "{'rules': [{'zones': [[[0, 0], [1, 0], [1]]]}]} | rules[0].zones[0][2]: a corner is [x, y], and not 1 numbers",
        "{'rules': [{'masks': [[[0, 0], [1, 0], [1, 640]]]}]} | rules[0].masks[0][2]: y is not in 0..1: 640.0",
        "{'rules': [{'masks': [[[0, 0], [1, 0], ['1', 1]]]}]} | rules[0].masks[0][2][0]: is not a number: \"1\"",
        "{'rules': [{'masks': [[[0, 0], [1, 0], [1, 1], [0, 1]]]}]} | rules[0]: zones and masks leave nothing to look at",
        "{'rules': [{'labels': [null]}]} | rules[0].labels[0]: is not a word: null",
        "{'rules': [{'hours': ['mon 08:00-18:00']}]} | rules[0]: timeZone is missing",
        "{'rules': [{'timeZone': 'UTC'}]} | rules[0].timeZone: is of no use without hours",
        "{'rules': [{'hours': ['mon 8-18'], 'timeZone': 'UTC'}]} | rules[0].hours[0]: 'mon 8-18' is not such as 'mon-fri 08:00-18:00'",
        "{'rules': [{'hours': ['mon 08:00-18:00'], 'timeZone': 'Bonn'}]} | rules[0].timeZone: Unknown time-zone ID: Bonn",
        "{'rules': [{'cooldown': 'long'}]} | rules[0].cooldown: ",
        "{'rules': [{'cooldown': '500 d'}]} | rules[0]: cooldown is not in 0..PT8784H: PT12000H",
        "{'rules': [{'minSize': 0.1}]} | rules[0].minSize: is not a list: 0.1",
        "{'rules': [{'minSize': [0.1]}]} | rules[0].minSize: a size is [width, height], and not 1 numbers",
        "{'rules': [{'minSize': [0.1, 20]}]} | rules[0].minSize: least height is not in 0..1: 20.0",
        "{'rules': [{'tenants': ['a'], 'masks': [[[0, 0], [0.6, 0], [0.6, 1], [0, 1]]]}, {'tenants': ['a'], 'devices': ['b'], 'zones': [[[0, 0], [0.5, 0], [0.5, 1], [0, 1]]]}]} | tenant a, device b: zones and masks leave nothing to look at",
        "{'rules': [{'labels': ['a'], 'labels': ['b']}]} | line 1: Duplicate field 'labels'",
        "{'rules': [ | line 1: Unexpected end-of-input",
        "{'rules': []} {} | line 1: Trailing token"
      })
  void aMistakeIsToldWithItsPlaceInOneLine(String json, String told) {
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> read(json.replace('\'', '"')))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .startsWith(folder.resolve("watch.json") + ": " + told)
                    .doesNotContain("\n")
                    .doesNotContain("Exception"));
  }

  @Test
  void aFileThatIsNotThereIsToldByItsOption() {
    var config =
        Configuration.fromMap(
            Map.of("vedette.watch.rules", folder.resolve("none.json").toString()));
    assertThatThrownBy(() -> new Settings(config).watch())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith(
            "vedette.watch.rules: %s: there is no such file", folder.resolve("none.json"));
  }

  @Test
  void withoutAFileEverythingCounts() throws Exception {
    assertThat(new Settings(new Configuration()).watch()).isEqualTo(WatchRules.NONE);
  }

  private WatchRules read(String json) throws InvalidConfigurationException, IOException {
    return WatchFile.read(Files.writeString(folder.resolve("watch.json"), json));
  }
}
