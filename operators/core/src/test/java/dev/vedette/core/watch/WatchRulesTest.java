package dev.vedette.core.watch;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.header;
import static dev.vedette.core.watch.DeviceScope.ANY;
import static dev.vedette.core.watch.Shapes.LEFT_HALF;
import static dev.vedette.core.watch.Shapes.RIGHT_HALF;
import static dev.vedette.core.watch.Shapes.box;
import static dev.vedette.core.watch.Shapes.polygon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Region;
import dev.vedette.core.week.Schedule;
import dev.vedette.core.week.WeekHours;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchRulesTest {
  /** Of tenant acme, class door, device door-7. */
  private static final EventHeader EVENT = header("e-1", Kind.CAMERA);

  private static final Schedule NIGHTS =
      new Schedule(List.of(WeekHours.parse("mon-sun 22:00-06:00")), ZoneId.of("Europe/Berlin"));

  @Test
  void withoutRulesEverythingCounts() {
    assertThat(WatchRules.NONE.of(EVENT)).isEqualTo(Watch.EVERYTHING);
    assertThat(Watch.EVERYTHING.ignores(found("anything"), NOON)).isEmpty();
    assertThat(rules(new DeviceScope("other", ANY, ANY), labels("face")).of(EVENT))
        .isEqualTo(Watch.EVERYTHING);
  }

  @Test
  void aDeviceIsNarrowerThanATenantAndATenantThanAClass() {
    Map<DeviceScope, WatchRule> rules = new HashMap<>();
    List<DeviceScope> widestFirst =
        List.of(
            new DeviceScope(ANY, ANY, ANY),
            new DeviceScope(ANY, "door", ANY),
            new DeviceScope("acme", ANY, ANY),
            new DeviceScope("acme", "door", ANY),
            new DeviceScope(ANY, ANY, "door-7"),
            new DeviceScope(ANY, "door", "door-7"),
            new DeviceScope("acme", ANY, "door-7"),
            new DeviceScope("acme", "door", "door-7"));
    for (DeviceScope scope : widestFirst) {
      rules.put(scope, labels(scope.toString()));
      assertThat(new WatchRules(rules).of(EVENT).labels()).containsExactly(scope.toString());
    }
  }

  @Test
  void whatANarrowerRuleDoesNotSayIsLeftAsItIs() {
    var rules =
        new WatchRules(
            Map.of(
                new DeviceScope("acme", ANY, ANY),
                new WatchRule(
                    null,
                    List.of(LEFT_HALF),
                    Set.of("face"),
                    NIGHTS,
                    Duration.ofMinutes(5),
                    new LeastSize(0.1, 0.2)),
                new DeviceScope("acme", ANY, "door-7"),
                new WatchRule(List.of(RIGHT_HALF), null, null, null, Duration.ofSeconds(30))));
    assertThat(rules.of(EVENT))
        .isEqualTo(
            new Watch(
                new View(List.of(RIGHT_HALF), List.of(LEFT_HALF)),
                Set.of("face"),
                NIGHTS,
                Duration.ofSeconds(30),
                new LeastSize(0.1, 0.2)));
  }

  @Test
  void whatIsEmptyTakesBackWhatAWiderRuleSays() {
    var rules =
        new WatchRules(
            Map.of(
                new DeviceScope("acme", ANY, ANY),
                new WatchRule(
                    List.of(LEFT_HALF),
                    List.of(box(0, 0, 0.1, 0.1)),
                    Set.of("face"),
                    NIGHTS,
                    Duration.ofMinutes(5),
                    new LeastSize(0.1, 0.2)),
                new DeviceScope("acme", ANY, "door-7"),
                new WatchRule(
                    List.of(),
                    List.of(),
                    Set.of(),
                    Schedule.ALWAYS,
                    Duration.ZERO,
                    LeastSize.NONE)));
    assertThat(rules.of(EVENT)).isEqualTo(Watch.EVERYTHING);
  }

  @Test
  void anotherLabelAndAnotherHourAreIgnored() {
    var watch = new Watch(View.WHOLE, Set.of("face"), NIGHTS, Duration.ZERO, LeastSize.NONE);
    assertThat(watch.ignores(found("person"), NOON)).contains(Ignored.LABEL);
    assertThat(watch.ignores(found("face"), NOON)).contains(Ignored.HOURS);
    assertThat(watch.ignores(found("face"), NOON.plusSeconds(36_000))).as("midnight").isEmpty();
  }

  @Test
  void whatIsSmallerInOneDirectionIsIgnoredAndWhatIsOfUnknownSizeIsNot() {
    var watch =
        new Watch(View.WHOLE, Set.of(), Schedule.ALWAYS, Duration.ZERO, new LeastSize(0.125, 0.25));
    assertThat(watch.ignores(found(0.125, 0.25), NOON)).isEmpty();
    assertThat(watch.ignores(found(0.12, 0.25), NOON)).contains(Ignored.SIZE);
    assertThat(watch.ignores(found(0.125, 0.2), NOON)).contains(Ignored.SIZE);
    assertThat(watch.ignores(found("person"), NOON)).isEmpty();
  }

  @Test
  void whetherSizesAreWantedCanBeAsked() {
    var all = new DeviceScope(ANY, ANY, ANY);
    assertThat(WatchRules.NONE.measureSizes()).isFalse();
    assertThat(rules(all, labels("face")).measureSizes()).isFalse();
    assertThat(rules(all, sized(LeastSize.NONE)).measureSizes()).isFalse();
    assertThat(rules(all, sized(new LeastSize(0, 0.1))).measureSizes()).isTrue();
  }

  @Test
  void rulesThatLeaveNothingOnlyTogetherContradictEachOther() {
    var left = new WatchRule(List.of(LEFT_HALF), null, null, null, null);
    var notLeft = new WatchRule(null, List.of(LEFT_HALF), null, null, null);
    var acme = new DeviceScope("acme", ANY, ANY);
    var door = new DeviceScope(ANY, ANY, "door-7");
    var doorOfAcme = new DeviceScope("acme", ANY, "door-7");
    assertThat(new WatchRules(Map.of(acme, notLeft, doorOfAcme, left)).contradiction())
        .contains("tenant acme, device door-7: zones and masks leave nothing to look at");
    assertThat(new WatchRules(Map.of(acme, notLeft, door, left)).contradiction())
        .as("a door of that name may be this tenant's")
        .contains("tenant acme, device door-7: zones and masks leave nothing to look at");
    var doorOfOthers = new DeviceScope("others", ANY, "door-7");
    assertThat(new WatchRules(Map.of(acme, notLeft, doorOfOthers, left)).contradiction()).isEmpty();
    var unmasked = new WatchRule(List.of(LEFT_HALF), List.of(), null, null, null);
    assertThat(new WatchRules(Map.of(acme, notLeft, doorOfAcme, unmasked)).contradiction())
        .isEmpty();
  }

  @Test
  void aSizeLargerThanTheZonesContradictsThem() {
    var all = new DeviceScope(ANY, ANY, ANY);
    assertThat(rules(all, halfAndSized(0.6, 0.1)).contradiction())
        .contains("all devices: minSize is larger than what the zones show");
    assertThat(rules(all, halfAndSized(0.5, 0.9)).contradiction()).isEmpty();
    assertThat(rules(all, sized(new LeastSize(0.9, 0.9))).contradiction()).isEmpty();
  }

  @Test
  void aDeviceOfAnOddNameHasNoRuleOfItsOwn() {
    var any = new EventHeader("e", "acme", ANY, "door", Kind.CAMERA, NOON, EVENT.origin());
    var rules =
        new WatchRules(
            Map.of(
                new DeviceScope(ANY, ANY, ANY), labels("all"),
                new DeviceScope("acme", ANY, ANY), labels("acme")));
    assertThat(rules.of(any).labels()).containsExactly("acme");
  }

  @Test
  void rulesTravelInAJob() throws Exception {
    WatchRules rules =
        rules(
            new DeviceScope("acme", ANY, ANY),
            new WatchRule(
                List.of(LEFT_HALF),
                List.of(polygon(0, 0, 1, 0, 0, 1)),
                Set.of("face"),
                NIGHTS,
                Duration.ofMinutes(5),
                new LeastSize(0, 0.5)));
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(rules);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(rules);
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new Point(1.01, 0)).hasMessage("x is not in 0..1: 1.01");
    assertThatThrownBy(() -> new Point(0, Double.NaN)).hasMessage("y is not in 0..1: NaN");
    assertThatThrownBy(() -> polygon(0, 0, 1, 1)).hasMessage("a polygon has 3 to 1000 corners: 2");
    assertThatThrownBy(() -> polygon(0, 0, 0.5, 0.5, 1, 1, 0, 0))
        .hasMessage("all corners lie on one line");
    assertThatThrownBy(() -> polygon(0.2, 0.2, 0.2, 0.2, 0.2, 0.2))
        .hasMessage("all corners lie on one line");
    assertThatThrownBy(() -> new WatchRule(null, null, null, null, Duration.ofSeconds(-1)))
        .hasMessage("cooldown is not in 0..PT8784H: PT-1S");
    assertThatThrownBy(() -> new WatchRule(null, null, null, null, Duration.ofDays(367)))
        .hasMessageStartingWith("cooldown is not in");
    assertThatThrownBy(
            () -> new WatchRule(List.of(LEFT_HALF), List.of(LEFT_HALF), null, null, null))
        .hasMessage("zones and masks leave nothing to look at");
    assertThatThrownBy(() -> new LeastSize(1, 0)).hasMessage("least width is not in 0..1: 1.0");
    assertThatThrownBy(() -> new LeastSize(0, Double.NaN))
        .hasMessage("least height is not in 0..1: NaN");
    assertThatThrownBy(() -> new DeviceScope(" ", ANY, ANY)).hasMessage("a tenant's name is blank");
    assertThatThrownBy(() -> new Grid(0, 1, 0, 0, 1, 1)).hasMessage("not a grid: 0x1");
    assertThatThrownBy(() -> new Grid(1, 1, 0, 0, 0, 1)).hasMessage("not a picture: 0.0x1.0");
  }

  private static WatchRule halfAndSized(double width, double height) {
    return new WatchRule(List.of(LEFT_HALF), null, null, null, null, new LeastSize(width, height));
  }

  private static WatchRule sized(LeastSize size) {
    return new WatchRule(null, null, null, null, null, size);
  }

  private static Judgement found(String label) {
    return new Judgement("gate@1", "exact", label, 1, true);
  }

  private static Judgement found(double width, double height) {
    return found("person").at(new Region(0, 0, width, height));
  }

  private static WatchRules rules(DeviceScope scope, WatchRule rule) {
    return new WatchRules(Map.of(scope, rule));
  }

  private static WatchRule labels(String... labels) {
    return new WatchRule(null, null, Set.of(labels), null, null);
  }
}
