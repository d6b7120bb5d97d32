package dev.vedette.flink;

import dev.vedette.core.release.Report;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** A subtask's report on its way to the coordinator. */
record ReportEvent(Report report) implements OperatorEvent {}
