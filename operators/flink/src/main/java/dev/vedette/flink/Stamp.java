package dev.vedette.flink;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The timestamp of a record, if it has one, for what comes of it. */
record Stamp(boolean timed, long timestamp) {
  static Stamp of(StreamRecord<?> record) {
    return record.hasTimestamp() ? new Stamp(true, record.getTimestamp()) : new Stamp(false, 0);
  }

  <T> StreamRecord<T> on(T value) {
    return timed ? new StreamRecord<>(value, timestamp) : new StreamRecord<>(value);
  }
}
