package dev.vedette.core.event;

/** What kind of device an event comes from, and so which gate judges it. */
public enum Kind {
  CAMERA,
  SENSOR
}
