package dev.vedette.metrics;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** An open HTTP server, with {@code /metrics} and {@code /-/healthy}, and where it is. */
final class Endpoint implements AutoCloseable {
  /**
   * Empty on purpose: the client would else take a port and filters from system properties and from
   * whatever {@code prometheus.properties} is on the class path, behind the back of Flink's
   * configuration.
   */
  private static final PrometheusProperties NO_OTHER_CONFIGURATION =
      PrometheusProperties.builder().build();

  private final HTTPServer server;
  private final String address;
  private final Optional<String> addressProperty;

  private Endpoint(HTTPServer server, String address, Optional<String> addressProperty) {
    this.server = server;
    this.address = address;
    this.addressProperty = addressProperty;
  }

  /**
   * Binds the first free port.
   *
   * @throws UncheckedIOException when there is none, or the host is not one of this machine's
   */
  static Endpoint open(ReporterOptions options, PrometheusRegistry registry) {
    PortRange ports = options.ports();
    for (int port = ports.first(); ; port++) {
      try {
        return announced(bind(options.host(), port, registry), options);
      } catch (BindException e) {
        if (port == ports.last()) {
          throw new UncheckedIOException(
              "no free port to serve metrics on: "
                  + options.host()
                  + ":"
                  + ports
                  + "; free one or widen metrics.reporter.<name>.port",
              e);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot serve metrics on " + options.host(), e);
      }
    }
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    addressProperty.ifPresent(name -> System.getProperties().remove(name, address));
    server.close();
  }

  private static HTTPServer bind(String host, int port, PrometheusRegistry registry)
      throws IOException {
    return HTTPServer.builder(NO_OTHER_CONFIGURATION)
        .hostname(host)
        .port(port)
        .registry(registry)
        .buildAndStart();
  }

  private static Endpoint announced(HTTPServer server, ReporterOptions options) {
    boolean everywhere = new InetSocketAddress(options.host(), 0).getAddress().isAnyLocalAddress();
    String host = everywhere ? "localhost" : options.host();
    String bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    String address = "http://" + bracketed + ":" + server.getPort() + "/metrics";
    options.addressProperty().ifPresent(name -> System.setProperty(name, address));
    return new Endpoint(server, address, options.addressProperty());
  }
}
