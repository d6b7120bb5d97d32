package dev.vedette.flink;

import dev.vedette.core.release.Decision;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** The coordinator's decision on its way to a subtask. */
record DecisionEvent(Decision decision) implements OperatorEvent {}
