package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;

class SharedRoadsTest {
  private final JobID job = new JobID();
  private final SlowBrain brain = new SlowBrain();
  private final OpenRoad road = new OpenRoad(brain);

  @Test
  void allSubtasksOfAJobShareOne() throws Exception {
    try (var first = SharedRoads.enter(job, road.opener(), 2);
        var second = SharedRoads.enter(job, road.opener(), 3);
        var looking = SharedRoads.enter(job, road.opener(), 0)) {
      assertThat(second.roads()).isSameAs(first.roads());
      assertThat(looking.roads()).isSameAs(first.roads());
      assertThat(road.opened).hasValue(1);
      assertThat(road.wanted()).isEqualTo(5);
    }
  }

  @Test
  void theLastToLeaveClosesThem() throws Exception {
    var first = SharedRoads.enter(job, road.opener(), 2);
    var second = SharedRoads.enter(job, road.opener(), 3);
    first.close();
    first.close();
    assertThat(brain.closed).hasValue(0);
    assertThat(road.wanted()).isEqualTo(3);
    second.close();
    assertThat(brain.closed).hasValue(1);
    SharedRoads.enter(job, road.opener(), 1).close();
    assertThat(road.opened).as("whoever comes later finds a new one").hasValue(2);
  }

  @Test
  void anotherJobHasItsOwn() throws Exception {
    var other = new OpenRoad(new SlowBrain());
    try (var ours = SharedRoads.enter(job, road.opener(), 1);
        var theirs = SharedRoads.enter(new JobID(), other.opener(), 1)) {
      assertThat(theirs.roads()).isNotEqualTo(ours.roads());
    }
  }

  @Test
  void whereTheyCannotBeOpenedNothingIsKept() throws Exception {
    RoadsOpener noKey =
        () -> {
          throw new IOException("no key file");
        };
    assertThatThrownBy(() -> SharedRoads.enter(job, noKey, 1)).hasMessage("no key file");
    try (var lease = SharedRoads.enter(job, road.opener(), 1)) {
      assertThat(lease.roads().inOrder()).containsExactly(road);
    }
  }
}
