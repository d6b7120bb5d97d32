package dev.vedette.scenarios.peers;

/** What the Flink peer says of one picture. Public because Flink serializes it. */
public record Scored(String id, float score) {}
