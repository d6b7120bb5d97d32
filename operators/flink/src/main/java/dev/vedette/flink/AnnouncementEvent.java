package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * An announcement on its way from the job manager to a gate.
 *
 * @param again whether it may have been told of before
 */
record AnnouncementEvent(Announcement announcement, boolean again) implements OperatorEvent {}
