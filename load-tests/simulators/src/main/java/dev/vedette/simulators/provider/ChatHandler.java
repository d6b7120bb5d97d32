package dev.vedette.simulators.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of the protocol: heard, booked, answered as the script of the moment says. */
final class ChatHandler implements HttpHandler {
  static final String PATH = "/v1/chat/completions";
  private static final int PIECE_BYTES = 1 << 16;
  private static final Duration BETWEEN_BYTES = Duration.ofMillis(10);
  private static final Logger LOG = LoggerFactory.getLogger(ChatHandler.class);
  private static final int LARGEST_BODY_BYTES = 32 * 1024 * 1024;

  private final ProviderSetup setup;
  private final Books books;
  private final Waiting waiting;
  private final AtomicLong calls = new AtomicLong();
  private volatile Play play;

  /** A script, since it began. */
  private record Play(ProviderScript script, RateLimit limit, AtomicLong calls) {
    static Play begin(ProviderScript script, ProviderSetup setup) {
      var limit = new RateLimit(script.limit(), setup.clock().instant());
      return new Play(script, limit, new AtomicLong());
    }
  }

  ChatHandler(ProviderScript script, ProviderSetup setup, Books books, Waiting waiting) {
    this.setup = setup;
    this.books = books;
    this.waiting = waiting;
    this.play = Play.begin(script, setup);
  }

  void play(ProviderScript script) {
    play = Play.begin(script, setup);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)
          || !exchange.getRequestMethod().equals("POST")) {
        String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        send(exchange, "none", refusal(404, "unknown_url", "unknown request: " + what));
        return;
      }
      byte[] body = body(exchange);
      long number = calls.incrementAndGet();
      String requestId = header(exchange, "X-Client-Request-Id");
      books.received(
          number,
          BookEntry.received(requestId, ownId(number), setup.clock().instant(), body.length));
      try {
        answer(exchange, number, body);
      } finally {
        books.closed(number);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Callers come and go; the books say which answers did not arrive.
      LOG.debug("a caller is gone", e);
    }
  }

  private void answer(HttpExchange exchange, long number, byte[] body)
      throws IOException, InterruptedException {
    Play now = play;
    long inPlay = now.calls.getAndIncrement();
    var random = new SplittableRandom(now.script.seed() * 0x9E3779B97F4A7C15L + inPlay);
    Optional<Fault.Refusal> atTheDoor = atTheDoor(exchange, now, body);
    if (atTheDoor.isPresent()) {
      deliver(exchange, number, atTheDoor.get());
      return;
    }
    Optional<Fault> fault = fault(now.script, inPlay, random);
    ChatCall call;
    try {
      call = ChatCall.parse(body);
    } catch (BadRequestException e) {
      deliver(exchange, number, refusal(400, "invalid_request", e.said()));
      return;
    }
    ChatTokens tokens = ChatTokens.of(call, now.script);
    if (fault.isEmpty() || fault.get().billed()) {
      books.billed(number, call.model(), tokens, tokens.microsAt(now.script.price()));
    }
    if (fault.isPresent() && fault.get() instanceof Fault.Refusal refusal) {
      deliver(exchange, number, refusal);
    } else if (fault.isPresent() && fault.get() instanceof Fault.HangUp) {
      LOG.debug("call {} is hung up on", number);
    } else if (waits(fault, now.script.latency().draw(random))) {
      if (fault.isPresent() && fault.get() instanceof Fault.Hang hang && !hang.billed()) {
        books.billed(number, call.model(), tokens, tokens.microsAt(now.script.price()));
      }
      complete(exchange, number, call, tokens, now.script, fault);
    }
  }

  /** A byte at a time, until the caller is gone or all is told. */
  private void trickle(HttpExchange exchange, long number, byte[] whole)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, whole.length);
    for (byte one : whole) {
      if (!waiting.lasts(BETWEEN_BYTES)) {
        return;
      }
      exchange.getResponseBody().write(one);
      exchange.getResponseBody().flush();
    }
    books.answered(number, 200, setup.clock().instant());
    exchange.getResponseBody().close();
  }

  private boolean waits(Optional<Fault> fault, Duration latency) throws InterruptedException {
    return (fault.isPresent() && fault.get() instanceof Fault.Hang)
        ? waiting.untilReleased()
        : waiting.lasts(latency);
  }

  private void complete(
      HttpExchange exchange,
      long number,
      ChatCall call,
      ChatTokens tokens,
      ProviderScript script,
      Optional<Fault> fault)
      throws IOException, InterruptedException {
    String id = "chatcmpl-simulated-" + number;
    String content =
        fault.isPresent() && fault.get() instanceof Fault.OtherWords other
            ? other.words()
            : Replies.answer(confirms(call, script.confirmedShare()));
    byte[] whole = Replies.completion(id, call, tokens, content, setup.clock().instant());
    if (fault.isPresent() && fault.get() instanceof Fault.Trickle) {
      trickle(exchange, number, whole);
      return;
    }
    boolean cut = fault.isPresent() && fault.get() instanceof Fault.CutShort;
    byte[] sent = cut ? Arrays.copyOf(whole, whole.length / 2) : whole;
    deliver(exchange, number, 200, Map.of(), sent);
  }

  /** By what the pictures show, if this provider looks and there are any; else by a checksum. */
  private boolean confirms(ChatCall call, double share) {
    Predicate<byte[]> sight = setup.sight();
    return sight == null || call.pictures().isEmpty()
        ? call.checksum() % 10_000 < share * 10_000
        : call.pictures().stream().anyMatch(sight);
  }

  /** What is refused before anybody reads the question. */
  private Optional<Fault.Refusal> atTheDoor(HttpExchange exchange, Play now, byte[] body) {
    String key = setup.key();
    if (key != null && !header(exchange, "Authorization").equals("Bearer " + key)) {
      return Optional.of(Fault.unauthorized());
    }
    Duration tooEarly = now.limit.take(setup.clock().instant());
    if (!tooEarly.isZero()) {
      return Optional.of(Fault.rateLimited(tooEarly));
    }
    return body.length > LARGEST_BODY_BYTES
        ? Optional.of(refusal(413, "too_large", "more than %d bytes".formatted(LARGEST_BODY_BYTES)))
        : Optional.empty();
  }

  private static Optional<Fault> fault(
      ProviderScript script, long inPlay, SplittableRandom random) {
    Optional<Fault> struck = Optional.empty();
    for (FaultRule rule : script.faults()) {
      // Drawn in any case, so that a rule more does not move the draws of the others.
      boolean strikes = random.nextDouble() < rule.probability() && inPlay < rule.calls();
      if (strikes && struck.isEmpty()) {
        struck = Optional.of(rule.fault());
      }
    }
    return struck;
  }

  private void deliver(HttpExchange exchange, long number, Fault.Refusal refusal)
      throws IOException {
    byte[] body = Replies.bytes(refusal.body());
    deliver(exchange, number, refusal.status(), refusal.headers(), body);
  }

  private void deliver(
      HttpExchange exchange, long number, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    // First the books: a caller that has its answer finds it in there.
    books.answered(number, status, setup.clock().instant());
    try {
      send(exchange, ownId(number), status, headers, body);
    } catch (IOException e) {
      books.undelivered(number);
      throw e;
    }
  }

  private static void send(HttpExchange exchange, String id, Fault.Refusal refusal)
      throws IOException {
    send(exchange, id, refusal.status(), refusal.headers(), Replies.bytes(refusal.body()));
  }

  private static void send(
      HttpExchange exchange, String id, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("x-request-id", id);
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    // In pieces: the server copies what it is given at once.
    for (int at = 0; at < body.length; at += PIECE_BYTES) {
      exchange.getResponseBody().write(body, at, Math.min(PIECE_BYTES, body.length - at));
    }
    exchange.getResponseBody().close();
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      return in.readNBytes(LARGEST_BODY_BYTES + 1);
    }
  }

  private static String ownId(long number) {
    return "simulated-" + number;
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static Fault.Refusal refusal(int status, String code, String message) {
    String body = Replies.error(code, "invalid_request_error", message);
    return new Fault.Refusal(status, Map.of(), body, false);
  }
}
