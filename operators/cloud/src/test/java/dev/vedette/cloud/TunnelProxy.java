package dev.vedette.cloud;

import dev.vedette.cloud.provider.ProxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A proxy on loopback that does what CONNECT asks for, or answers with a status of its own. */
public final class TunnelProxy implements AutoCloseable {
  /** What it was asked for: {@code CONNECT host:port HTTP/1.1}. */
  public final Queue<String> asked = new ConcurrentLinkedQueue<>();

  private final ServerSocket socket;
  private final String refusal;

  private TunnelProxy(String refusal) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.refusal = refusal;
    inBackground(this::serve);
  }

  public static TunnelProxy open() throws IOException {
    return new TunnelProxy("");
  }

  /**
   * One that lets nobody through.
   *
   * @param refusal status line without the version
   */
  public static TunnelProxy refusing(String refusal) throws IOException {
    return new TunnelProxy(refusal);
  }

  public ProxyServer address() {
    return new ProxyServer("127.0.0.1", socket.getLocalPort());
  }

  private void serve() throws IOException {
    while (true) {
      Socket client = socket.accept();
      inBackground(() -> tunnel(client));
    }
  }

  private void tunnel(Socket client) throws IOException {
    String line = head(client.getInputStream());
    asked.add(line);
    OutputStream out = client.getOutputStream();
    if (!refusal.isEmpty()) {
      out.write(
          "HTTP/1.1 %s\r\nContent-Length: 0\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n"
              .formatted(refusal)
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return;
    }
    int port = Integer.parseInt(line.replaceAll("^CONNECT \\S+:(\\d+) .*$", "$1"));
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      inBackground(() -> server.getInputStream().transferTo(out));
      client.getInputStream().transferTo(server.getOutputStream());
    }
  }

  /** Reads up to the blank line and gives the first one. */
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no head: " + head);
      }
      head.append((char) next);
    }
    return head.substring(0, head.indexOf("\r\n"));
  }

  private interface Work {
    void run() throws IOException;
  }

  private void inBackground(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                asked.add("ended: " + e.getMessage()); // as all connections do in the end
              }
            },
            "tunnel-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
