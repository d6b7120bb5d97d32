package dev.vedette.core.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FoldsTest {
  @Property
  void noGroupIsInTwoFoldsAndEveryEventIsInOne(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 6) int count,
      @ForAll @IntRange(min = 1, max = 9) int perScene)
      throws Exception {
    LabelledEvents events = new Site(1, seed).scenesOf(perScene).events(60, 170);

    Folds folds = Folds.of(events, count, seed);

    int seen = 0;
    for (int fold = 0; fold < count; fold++) {
      int[] inside = folds.within(fold);
      int[] outside = folds.without(fold);
      seen += inside.length;
      assertThat(inside.length + outside.length).isEqualTo(events.size());
      assertThat(groups(events, inside)).doesNotContainAnyElementsOf(groups(events, outside));
    }
    assertThat(seen).isEqualTo(events.size());
  }

  private static Set<Integer> groups(LabelledEvents events, int[] rows) {
    return Arrays.stream(rows).map(row -> events.groups()[row]).boxed().collect(Collectors.toSet());
  }

  @Property
  void foldsHaveTheSameMixture(@ForAll long seed) throws Exception {
    LabelledEvents events = new Site(1, seed).events(33, 168);

    Folds folds = Folds.of(events, 5, seed);

    for (int fold = 0; fold < 5; fold++) {
      long positives =
          Arrays.stream(folds.within(fold)).filter(event -> events.positive()[event]).count();
      assertThat((double) positives).isEqualTo(6.6, within(0.7));
      assertThat((double) folds.within(fold).length - positives).isEqualTo(33.6, within(0.7));
    }
  }

  @Test
  void theSeedDecidesWhoIsWithWhom() throws Exception {
    LabelledEvents events = new Site(1, 1).events(40, 40);

    int[] one = Folds.of(events, 4, 1).within(0);

    assertThat(Folds.of(events, 4, 1).within(0)).isEqualTo(one);
    assertThat(Folds.of(events, 4, 2).within(0)).isNotEqualTo(one);
  }

  @Test
  void tooFewScenesForTheFoldsAreToldWithTheRemedy() {
    LabelledEvents events = new Site(1, 1).scenesOf(20).events(60, 200);

    assertThatThrownBy(() -> Folds.of(events, 5, 1))
        .isInstanceOf(UnfitEventsException.class)
        .hasMessage(
            "positive events of 3 groups cannot be spread over 5 folds: label more scenes, put them"
                + " into more folders, or ask for fewer folds");
  }

  @Test
  void aFolderThatHoldsAlmostAllIsToldWithTheRemedy() {
    int[] groups = new int[40];
    boolean[] positive = new boolean[40];
    for (int i = 0; i < 40; i++) {
      positive[i] = i % 2 == 0;
      groups[i] = i < 38 ? 0 : i;
    }
    var events = new LabelledEvents(new float[40], 1, new float[40], positive, groups);

    assertThatThrownBy(() -> Folds.of(events, 3, 1)).isInstanceOf(UnfitEventsException.class);
  }
}
