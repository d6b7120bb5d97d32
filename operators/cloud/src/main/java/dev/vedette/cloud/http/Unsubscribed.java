package dev.vedette.cloud.http;

import java.util.concurrent.Flow;

/** The subscription of a subscriber that has none yet. */
enum Unsubscribed implements Flow.Subscription {
  INSTANCE;

  @Override
  public void request(long n) {}

  @Override
  public void cancel() {}
}
