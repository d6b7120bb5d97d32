package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * An announcement on its way from the subtask that read it to the coordinator, and from there to
 * every subtask.
 *
 * @param again whether it is told to a subtask that began later than it was read
 */
record AnnouncementEvent(Announcement announcement, boolean again) implements OperatorEvent {}
