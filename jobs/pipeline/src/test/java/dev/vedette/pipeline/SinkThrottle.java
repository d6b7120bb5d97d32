package dev.vedette.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;

/** The broker's own quota on what the job's sinks write, and on nobody else. */
final class SinkThrottle implements AutoCloseable {
  private static final double FREE = 1e12;

  /** More than a test has producers that are not transactional: they are numbered. */
  private static final int PLAIN_PRODUCERS = 200;

  private static final int SUBTASKS = 8;

  private final Admin admin;

  SinkThrottle(String bootstrap) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /** For the sink of dead letters, which is the one that is transactional. */
  void limitLetters(double bytesPerSecond) throws Exception {
    List<ClientQuotaAlteration> alterations = others();
    for (int i = 1; i <= PLAIN_PRODUCERS; i++) {
      alterations.add(alteration("producer-" + i, FREE));
    }
    alterations.add(alteration(null, bytesPerSecond));
    admin.alterClientQuotas(alterations).all().get();
  }

  /** For each sink. */
  void limitAll(double bytesPerSecond) throws Exception {
    List<ClientQuotaAlteration> alterations = others();
    alterations.add(alteration(null, bytesPerSecond));
    admin.alterClientQuotas(alterations).all().get();
  }

  /** Devices, and the journals, which are no sinks. */
  private static List<ClientQuotaAlteration> others() {
    List<ClientQuotaAlteration> alterations = new ArrayList<>();
    alterations.add(alteration(Site.DEVICES, FREE));
    for (int i = 0; i < SUBTASKS; i++) {
      alterations.add(alteration("admit-" + i, FREE));
      alterations.add(alteration("ask-" + i, FREE));
    }
    return alterations;
  }

  void lift() throws Exception {
    admin.alterClientQuotas(List.of(alteration(null, FREE))).all().get();
  }

  private static ClientQuotaAlteration alteration(@Nullable String client, double rate) {
    Map<String, String> entity = new HashMap<>();
    entity.put(ClientQuotaEntity.CLIENT_ID, client);
    return new ClientQuotaAlteration(
        new ClientQuotaEntity(entity),
        List.of(new ClientQuotaAlteration.Op("producer_byte_rate", rate)));
  }

  @Override
  public void close() {
    admin.close();
  }
}
