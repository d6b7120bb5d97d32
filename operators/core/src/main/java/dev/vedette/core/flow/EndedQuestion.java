package dev.vedette.core.flow;

/** How a question about what the gate has found ended: with an answer, or with the edge's word. */
public record EndedQuestion(String inferenceId, Ended ended) {}
