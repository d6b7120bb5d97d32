package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * An announcement on its way from whoever read it to the job manager.
 *
 * @param gate that it is of; empty if it is not believed
 * @param sequence of the release; 0 if it is not believed
 * @param again whether it may have been read before
 */
record ReadEvent(String gate, long sequence, Announcement announcement, boolean again)
    implements OperatorEvent {}
