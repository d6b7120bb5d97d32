package dev.vedette.flink;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What the subtasks of a gate know of releases, in checkpointed state. Each takes up the furthest
 * of all, so that none has missed what another has read.
 */
final class RolloutStates {
  private static final ListStateDescriptor<RolloutState> STATE =
      new ListStateDescriptor<>("releases", TypeInformation.of(RolloutState.class));

  private final ListState<RolloutState> states;
  private final RolloutState furthest;

  private RolloutStates(ListState<RolloutState> states, RolloutState furthest) {
    this.states = states;
    this.furthest = furthest;
  }

  static RolloutStates restored(OperatorStateStore store) throws Exception {
    ListState<RolloutState> states = store.getUnionListState(STATE);
    RolloutState furthest = RolloutState.NONE;
    for (RolloutState one : states.get()) {
      furthest = one.isAheadOf(furthest) ? one : furthest;
    }
    return new RolloutStates(states, furthest);
  }

  RolloutState furthest() {
    return furthest;
  }

  void snapshot(RolloutState state) throws Exception {
    states.update(List.of(state));
  }
}
