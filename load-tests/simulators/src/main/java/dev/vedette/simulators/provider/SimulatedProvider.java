package dev.vedette.simulators.provider;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider on loopback that speaks OpenAI's chat completions and understands nothing: it answers,
 * fails, counts tokens and bills as its script says.
 *
 * <p>Every JSON body it sends bears {@code "simulated": true}. It never deduplicates: the same
 * request again is worked on and billed again. A call waits on a thread of its own, so that many
 * can hang at once.
 */
public final class SimulatedProvider implements AutoCloseable {
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  static {
    // Otherwise the JDK's server waits for an acknowledgement between head and body, up to 40 ms.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Waiting waiting = new Waiting();
  private final Books books;
  private final ChatHandler handler;

  private SimulatedProvider(ProviderScript script, ProviderSetup setup) throws IOException {
    this.books = new Books(setup.keptEntries());
    this.handler = new ChatHandler(script, setup, books, waiting);
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port());
    this.server = HttpServer.create(address, 1024);
    var number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "simulated-provider-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
  }

  public static SimulatedProvider start(ProviderScript script) throws IOException {
    return start(script, ProviderSetup.DEFAULTS);
  }

  public static SimulatedProvider start(ProviderScript script, ProviderSetup setup)
      throws IOException {
    return new SimulatedProvider(script, setup);
  }

  /** Ends in {@code /v1}, as the base URL of OpenAI does. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
  }

  /** From the next call on; calls that are being answered keep to the script they began with. */
  public void play(ProviderScript script) {
    handler.play(script);
  }

  /** Lets all calls that hang now be answered. */
  public void release() {
    waiting.release();
  }

  public Books books() {
    return books;
  }

  @Override
  public String toString() {
    return "simulated provider at " + baseUrl();
  }

  /** Hangs up on everybody. The books can still be read. */
  @Override
  public void close() {
    waiting.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
