package dev.vedette.core.backlog;

/**
 * A kept question that is wanted back.
 *
 * @param close not to be asked, but to be closed: too old, or no room
 */
public record Recall(Kept kept, boolean close) {}
