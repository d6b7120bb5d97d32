package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.Question;
import dev.vedette.core.budget.Grain;
import dev.vedette.core.event.Kind;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.money.Attempted;
import dev.vedette.core.verdict.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Constants of what lies in state are only appended. A savepoint with others is read all the same,
 * but Flink then writes them in their old order for good, with serializers that are slower.
 */
class EnumsInStateTest {
  @Test
  void constantsHaveTheOrderThatTheyHadInEarlierReleases() {
    assertBeginsWith(Opinion.class, "CONFIRMED DENIED UNCLEAR");
    assertBeginsWith(Attempted.Certainty.class, "UNKNOWN KNOWN RECONCILED");
    assertBeginsWith(Grain.class, "SECOND MINUTE QUARTER_HOUR");
    assertBeginsWith(
        Outcome.class, "DEAD_LETTERED SKIPPED DUPLICATE LATE REJECTED IGNORED REPEAT CLOUD EDGE");
    assertBeginsWith(Kind.class, "CAMERA SENSOR");
    assertBeginsWith(Question.Stage.class, "WHOLE ANNOUNCED SETTLED UNREAD");
    assertBeginsWith(
        Reason.class,
        "IMMEDIATE EDGE_MODE OFFLINE BREAKER_OPEN SATURATED TIMEOUT RATE_LIMITED"
            + " BUDGET_EXHAUSTED PRIVACY REFUSED RESTORED ERROR");
  }

  private static void assertBeginsWith(Class<? extends Enum<?>> type, String released) {
    assertThat(Arrays.stream(type.getEnumConstants()).map(Enum::name))
        .as(type.getName())
        .startsWith(released.split(" "));
  }
}
