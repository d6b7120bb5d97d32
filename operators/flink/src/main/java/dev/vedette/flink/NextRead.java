package dev.vedette.flink;

/** The record of a partition that will be read next. */
public record NextRead(int partition, long offset) {}
