package dev.vedette.pipeline.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A schema registry on the loopback, with just the two requests that are made of one. */
public final class FakeRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Otherwise every answer waits 40 ms for an acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Method and path of every request, in order. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Map<Integer, ObjectNode> schemas = new TreeMap<>();
  private final HttpServer server;
  private volatile int status = 200;
  private volatile String text = "";

  public FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/registry/", this::handle);
    server.start();
  }

  RegistryOptions options() {
    return options(null);
  }

  RegistryOptions options(String credentialsFile) {
    URI uri = URI.create("http://127.0.0.1:%d/registry/".formatted(server.getAddress().getPort()));
    return new RegistryOptions(uri, credentialsFile, Duration.ofSeconds(5));
  }

  public WireOptions confluent() {
    return new WireOptions(WireFormat.CONFLUENT, options());
  }

  synchronized void put(int id, String schema) {
    schemas.put(id, JsonNodeFactory.instance.objectNode().put("schema", schema));
  }

  synchronized void put(int id, String schema, String type) {
    put(id, schema);
    schemas.get(id).put("schemaType", type);
  }

  synchronized String schema(int id) {
    return schemas.get(id).path("schema").asText();
  }

  /** From now on every request is answered so; with no text, as it should be. */
  public void answer(int status, String text) {
    this.text = text;
    this.status = status;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/registry".length());
    requests.add(exchange.getRequestMethod() + ' ' + path);
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    byte[] request = exchange.getRequestBody().readAllBytes();
    if (!text.isEmpty()) {
      reply(exchange, status, text);
    } else if (exchange.getRequestMethod().equals("POST")) {
      int id = 100_000 + schemas.size();
      put(id, JSON.readTree(request).path("schema").asText());
      reply(exchange, 200, "{\"id\":%d}".formatted(id));
    } else {
      ObjectNode schema = schemas.get(Integer.parseInt(path.replaceAll(".*/", "")));
      if (schema == null) {
        reply(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
      } else {
        reply(exchange, 200, schema.toString());
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
