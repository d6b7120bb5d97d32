package dev.vedette.simulators.devices;

import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.broker.WholeTopic;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A broker for simulated cameras, and all that they have sent to it. */
final class FrameTopics implements AutoCloseable {
  private final LocalBroker broker = LocalBroker.start();

  void create(int partitions, String topic) throws InterruptedException {
    broker.createTopics(partitions, topic);
  }

  /** Cameras that all see the same clip. */
  SimulatedCameras film(CameraPlan plan, Clip clip) {
    return SimulatedCameras.start(plan, camera -> clip, connection(), InstantSource.system());
  }

  Map<String, Object> connection() {
    return Map.of("bootstrap.servers", broker.bootstrap());
  }

  /** All that stands in the topic. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return WholeTopic.of(broker.bootstrap(), topic);
  }

  @Override
  public void close() {
    broker.close();
  }
}
