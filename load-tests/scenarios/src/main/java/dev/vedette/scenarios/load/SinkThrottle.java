package dev.vedette.scenarios.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;

/**
 * The broker's own quotas on what the job's sinks write: whoever writes more is told to wait. The
 * devices and the journal, which is no sink, are left alone.
 */
final class SinkThrottle implements AutoCloseable {
  private static final String RATE = "producer_byte_rate";

  /** Whom the broker takes everybody for who does not log in. */
  private static final String USER = "ANONYMOUS";

  /** That nobody comes to. */
  private static final double FREE = 1e12;

  /** More than a job has sinks and subtasks that are not transactional. */
  private static final int PLAIN_SINKS = 64;

  private static final int SUBTASKS = 8;

  private final Admin admin;

  SinkThrottle(String bootstrap) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /**
   * So many bytes a second, for each sink's producer or for that of dead letters alone.
   *
   * @param all whether the sinks of verdicts and of what else is at least once are meant too
   */
  void limit(double bytesPerSecond, boolean all) throws Exception {
    List<ClientQuotaAlteration> alterations = new ArrayList<>();
    free(all).forEach(client -> alterations.add(alteration(entity(client), FREE)));
    double whole = Math.rint(bytesPerSecond); // the broker takes no fraction
    alterations.add(alteration(limited(all), whole));
    admin.alterClientQuotas(alterations).all().get();
  }

  void lift(boolean all) throws Exception {
    admin.alterClientQuotas(List.of(alteration(limited(all), FREE))).all().get();
  }

  /** By the names that the job's clients have: the journals their own, plain sinks a number. */
  private static List<String> free(boolean all) {
    List<String> clients = new ArrayList<>(List.of(Traffic.CLIENT));
    for (int i = 0; i < SUBTASKS; i++) {
      clients.addAll(List.of("admit-" + i, "ask-" + i));
    }
    for (int i = 1; i <= PLAIN_SINKS && !all; i++) {
      clients.add("producer-" + i);
    }
    return clients;
  }

  /**
   * The sink of dead letters has several producers that take turns, and a quota of each would be
   * several: all that is left of the user's share one.
   */
  private static Map<String, String> limited(boolean all) {
    return all ? entity(null) : Map.of(ClientQuotaEntity.USER, USER);
  }

  /**
   * @param client null for each that has no quota of its own
   */
  private static Map<String, String> entity(@Nullable String client) {
    Map<String, String> entity = new HashMap<>();
    entity.put(ClientQuotaEntity.USER, USER);
    entity.put(ClientQuotaEntity.CLIENT_ID, client);
    return entity;
  }

  private static ClientQuotaAlteration alteration(Map<String, String> entity, double rate) {
    return new ClientQuotaAlteration(
        new ClientQuotaEntity(entity), List.of(new ClientQuotaAlteration.Op(RATE, rate)));
  }

  /** Of a topic, on the broker's disk. */
  long bytes(String topic) throws Exception {
    return admin
        .describeLogDirs(admin.describeCluster().nodes().get().stream().map(n -> n.id()).toList())
        .allDescriptions()
        .get()
        .values()
        .stream()
        .flatMap(folders -> folders.values().stream())
        .flatMap(folder -> folder.replicaInfos().entrySet().stream())
        .filter(one -> one.getKey().topic().equals(topic))
        .mapToLong(one -> one.getValue().size())
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }
}
