package dev.vedette.pipeline;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows a file of metrics as node_exporter's textfile collector does. */
final class TextfileServer implements AutoCloseable {
  private final HttpServer server;

  private TextfileServer(HttpServer server) {
    this.server = server;
  }

  static TextfileServer of(Path metrics) throws IOException {
    byte[] bytes = Files.readAllBytes(metrics);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, bytes.length);
          try (var body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
    server.start();
    return new TextfileServer(server);
  }

  /** Host and port. */
  String address() {
    return "%s:%d".formatted(server.getAddress().getHostString(), server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
