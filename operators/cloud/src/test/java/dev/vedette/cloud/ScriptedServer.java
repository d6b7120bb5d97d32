package dev.vedette.cloud;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that reads requests and then does whatever its script says. */
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Script script;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Semaphore hangUps = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);

  /** All requests, in the order of their arrival. */
  public final Queue<Heard> heard = new ConcurrentLinkedQueue<>();

  /** A request, as it came. */
  public record Heard(String head, String body) {
    public String header(String name) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  /** What happens after a request was read; the connection is read again when it returns. */
  public interface Script {
    void play(Line line) throws IOException, InterruptedException;
  }

  /** The connection to one client. */
  public final class Line {
    private final Socket client;

    private Line(Socket client) {
      this.client = client;
    }

    public void send(String text) throws IOException {
      client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      client.getOutputStream().flush();
    }

    public void answer(int status, String headers, String body) throws IOException {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      send(
          "HTTP/1.1 %d Scripted\r\nContent-Length: %d\r\n%s\r\n%s"
              .formatted(status, length, headers, body));
    }

    /** Sends a character now and again until the client is gone. */
    public void trickle() throws IOException, InterruptedException {
      while (!closing.await(20, TimeUnit.MILLISECONDS)) {
        send("x");
      }
    }

    /** Closes with a reset instead of a farewell. */
    public void reset() throws IOException {
      client.setSoLinger(true, 0);
      client.close();
    }

    public void close() throws IOException {
      client.close();
    }
  }

  private ScriptedServer(Script script) throws IOException {
    this.script = script;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public static ScriptedServer playing(Script script) throws IOException {
    return new ScriptedServer(script);
  }

  public static ScriptedServer answering(int status, String body) throws IOException {
    return playing(line -> line.answer(status, "Content-Type: application/json\r\n", body));
  }

  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  public int port() {
    return socket.getLocalPort();
  }

  public int accepted() {
    return accepted.get();
  }

  /** Whether a client has closed its connection within a generous time. */
  public boolean seesHangUp() throws InterruptedException {
    return hangUps.tryAcquire(10, TimeUnit.SECONDS);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        accepted.incrementAndGet();
        start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      while (hear(in)) {
        script.play(new Line(client));
      }
    } catch (IOException e) {
      // The client went away, which is for the test to judge.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hangUps.release();
    }
  }

  private boolean hear(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return false;
      }
      head.append((char) c);
    }
    Heard bare = new Heard(head.toString(), "");
    String length = bare.header("content-length");
    byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
    heard.add(new Heard(head.toString(), new String(body, StandardCharsets.UTF_8)));
    return true;
  }

  private static void start(Runnable task) {
    var thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      socket.close();
      for (Socket client : open) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
