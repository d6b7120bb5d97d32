package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.gate.Judged;
import dev.vedette.flink.InOnePieceType;
import dev.vedette.flink.JudgedType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** How the job writes what there is a lot of: nothing but its speed would show it. */
class StateKeysTest {
  private static final SerializerConfigImpl CONFIG = new SerializerConfigImpl();

  @Test
  void keysOfDevicesAndQuestionsAreWrittenToACheckpointInOnePiece() throws Exception {
    TypeSerializer<String> inOnePiece = InOnePieceType.text().createSerializer(CONFIG);
    for (String operator : List.of("build-windows", "follow-episodes", "weigh-answers")) {
      assertThat(operator(operator).getStateKeySerializer()).as(operator).isEqualTo(inOnePiece);
    }
  }

  @Test
  void judgedEventsTravelByASerializerOfTheirOwn() throws Exception {
    TypeSerializer<Judged> own = new JudgedType().createSerializer(CONFIG);
    for (String operator : List.of("judge-events", "judge-windows")) {
      assertThat(operator(operator).getTypeSerializerOut()).as(operator).isEqualTo(own);
    }
  }

  private static StreamNode operator(String uid) throws Exception {
    Map<String, String> options = new HashMap<>(PlannedJob.LEAST);
    options.put("vedette.sensor.gate.location", "classpath:gates/turbofan");
    return PlannedJob.graph(options).getStreamNodes().stream()
        .filter(node -> uid.equals(node.getTransformationUID()))
        .findFirst()
        .orElseThrow();
  }
}
