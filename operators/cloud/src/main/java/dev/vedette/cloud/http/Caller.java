package dev.vedette.cloud.http;

import dev.vedette.cloud.provider.ProxyServer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts a body and gives the whole answer, by one deadline that covers name lookup, connecting,
 * sending, headers and body.
 *
 * <p>A call ends in a {@link Reply} of any status or in a {@link BrainException}, once. It is never
 * sent again: a second copy of a paid request is a second bill. A call that is given up is
 * cancelled down to its connection.
 *
 * <p>A failure is {@code NOT_BILLED} exactly when no byte of the request's body was handed to the
 * network; see {@link MeteredBody}.
 *
 * <p>TLS prefers HTTP/2. Plain HTTP stays with 1.1: the upgrade to 2 with a body is refused or
 * mishandled by too many servers.
 *
 * <p>Thread-safe. What depends on a reply runs on threads of this caller.
 */
public final class Caller implements AutoCloseable {
  private static final int MOST_ANSWER_BYTES = 1024 * 1024;

  private final CallerThreads threads;
  private final LongSupplier nanos;
  private final @Nullable ProxyServer proxy;
  private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();

  /** Null once closed: the client ends its own thread when it is no longer reachable. */
  private volatile @Nullable HttpClient client;

  /**
   * @param name of the provider, for the names of threads
   * @param proxy that calls go through; null for none but the JVM's own
   * @param nanos the clock that calls are timed by
   */
  public Caller(
      String name, Duration connectTimeout, @Nullable ProxyServer proxy, LongSupplier nanos) {
    this(name, HttpClient.newBuilder().connectTimeout(connectTimeout), proxy, nanos);
  }

  Caller(String name, HttpClient.Builder builder, @Nullable ProxyServer proxy, LongSupplier nanos) {
    this.threads = new CallerThreads(name);
    this.nanos = nanos;
    this.proxy = proxy;
    if (proxy != null) {
      builder.proxy(
          ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    }
    this.client =
        builder.executor(threads.network()).followRedirects(HttpClient.Redirect.NEVER).build();
  }

  /** Fails with {@link BrainException}, as the cause of a {@code CompletionException}. */
  public CompletionStage<Reply> post(
      URI uri, Map<String, String> headers, byte[] body, Duration timeLeft) {
    HttpClient open = client;
    if (open == null) {
      return notSent(Reason.ERROR, "closed");
    }
    if (timeLeft.isNegative() || timeLeft.isZero()) {
      return notSent(Reason.TIMEOUT, "no time left to ask: " + timeLeft);
    }
    var metered = new MeteredBody(body, nanos);
    var exchange = new Exchange(metered, Peer.of(uri, proxy), nanos);
    underWay.add(exchange);
    CompletionStage<Reply> reply =
        exchange
            .decision()
            .whenCompleteAsync((r, f) -> underWay.remove(exchange), threads.answers());
    if (client == null) {
      // Closed in between; close() may not have seen this exchange.
      exchange.giveUp(Reason.ERROR, Blame.QUESTION, "closed", null);
      return reply;
    }
    try {
      ScheduledFuture<?> deadline =
          threads
              .timer()
              .schedule(
                  () -> exchange.giveUpForNow(Reason.TIMEOUT, "no answer within " + timeLeft, null),
                  TimeUnit.NANOSECONDS.convert(timeLeft),
                  TimeUnit.NANOSECONDS);
      var unused = exchange.decision().whenComplete((r, f) -> deadline.cancel(false));
      exchange.began(
          open.sendAsync(
              request(uri, headers, metered), head -> new BoundedBody(MOST_ANSWER_BYTES)));
    } catch (RejectedExecutionException e) {
      exchange.giveUp(Reason.ERROR, Blame.QUESTION, "closed", e);
    }
    return reply;
  }

  private static HttpRequest request(URI uri, Map<String, String> headers, MeteredBody body) {
    boolean tls = uri.getScheme().equals("https");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .version(tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .POST(body);
    headers.forEach(request::header);
    return request.build();
  }

  private static CompletionStage<Reply> notSent(Reason reason, String message) {
    return CompletableFuture.failedStage(
        new BrainException(reason, Billing.NOT_BILLED, 0, message, null));
  }

  /** Gives up whatever is under way and ends all threads. */
  @Override
  public void close() {
    client = null;
    underWay.forEach(
        exchange -> exchange.giveUp(Reason.ERROR, Blame.QUESTION, "closed while asking", null));
    threads.close();
  }
}
