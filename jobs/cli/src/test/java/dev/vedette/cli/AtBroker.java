package dev.vedette.cli;

import dev.vedette.simulators.broker.LocalBroker;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Commands against a broker that is there, and what the last one said. */
final class AtBroker implements AutoCloseable {
  private final LocalBroker broker = LocalBroker.start();
  final Admin admin =
      Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()));
  private Commands.Said said = new Commands.Said(0, "", "");

  int vedette(String... args) {
    said =
        Commands.run(
            Stream.concat(Stream.of(args), Stream.of("--bootstrap", broker.bootstrap()))
                .toArray(String[]::new));
    return said.code();
  }

  Commands.Said said() {
    return said;
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
