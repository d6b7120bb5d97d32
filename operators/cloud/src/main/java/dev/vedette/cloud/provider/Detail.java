package dev.vedette.cloud.provider;

import java.util.Locale;

/** In how much detail a picture is to be looked at, which decides what it costs. */
public enum Detail {
  LOW,
  AUTO,
  HIGH;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
