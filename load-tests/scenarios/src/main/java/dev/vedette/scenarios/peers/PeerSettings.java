package dev.vedette.scenarios.peers;

import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands beside the figures of peers: versions and settings. */
final class PeerSettings {
  private PeerSettings() {}

  static Map<String, Object> embedded() throws EngineStartException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("tensorflow", TensorFlowEngine.start().version());
    settings.put("djl", versionOf(ai.djl.engine.Engine.class));
    settings.put("model", DigitModel.LOCATION + ", float32/saved_model.pb, for all");
    settings.put(
        "peer",
        "TensorFlow's Java API, one call a record, parallelism 1, no checkpoints, object reuse, Kafka sink without guarantee");
    settings.put(
        "peer as published",
        "a JSON mapper for each record that is read or written, and Kryo between tasks, as its code has them");
    settings.put("vedette", "as shipped: checkpoints, deduplication, episodes, conservation");
    return settings;
  }

  static Map<String, Object> mlPredict() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("function", "ML_PREDICT, flink-model-openai as Flink's version, parallelism 1");
    settings.put("model", MlPredictJob.model("http://PROVIDER/v1"));
    settings.put("call", MlPredictJob.call());
    return settings;
  }

  static String versionOf(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
