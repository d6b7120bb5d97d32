package dev.vedette.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlinkPeerTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "VEDETTE.*")
  void eachPeerIsOneTaskWhereItIsChainedAndATaskForEachOperatorWhereItIsNot(Contender contender) {
    JobGraph graph =
        FlinkPeer.jobGraph(FlinkPeer.configured(contender), contender, "localhost:1", "digits");

    assertThat(StreamSupport.stream(graph.getVertices().spliterator(), false))
        .hasSize(contender.isChained() ? 1 : 4);
  }

  @Test
  void aBatchTravelsBetweenTasksWithoutKryo() throws Exception {
    var config = new SerializerConfigImpl(new Configuration());
    config.setGenericTypes(false);
    TypeSerializer<PublishedBatch> serializer =
        TypeInformation.of(PublishedBatch.class).createSerializer(config);
    PublishedBatch batch = PublishedBatch.of(Digit.drawn(3), 42);
    var out = new DataOutputSerializer(64);

    serializer.serialize(batch, out);
    PublishedBatch read = serializer.deserialize(new DataInputDeserializer(out.wrapAsByteBuffer()));

    assertThat(read).usingRecursiveComparison().isEqualTo(batch);
  }
}
