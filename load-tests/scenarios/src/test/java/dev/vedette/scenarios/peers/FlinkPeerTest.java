package dev.vedette.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void onlyThePeerAsPublishedHasKryoBetweenItsTasks() throws Exception {
    assertThat(passedOn(Contender.MENDED)).isInstanceOf(PojoSerializer.class);
    assertThat(passedOn(Contender.PUBLISHED)).isInstanceOf(KryoSerializer.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"PUBLISHED", "MENDED"})
  void aBatchIsPassedOnAsItIs(Contender contender) throws Exception {
    TypeSerializer<PublishedBatch> serializer = passedOn(contender);
    PublishedBatch batch = PublishedBatch.of(Digit.drawn(3), 42);
    var out = new DataOutputSerializer(64);

    serializer.serialize(batch, out);
    PublishedBatch read = serializer.deserialize(new DataInputDeserializer(out.wrapAsByteBuffer()));

    assertThat(read).usingRecursiveComparison().isEqualTo(batch);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRecordIsReadAsItWasWritten(boolean mapperEachRecord) throws Exception {
    var json = new PublishedJson(mapperEachRecord);
    PublishedBatch batch = PublishedBatch.of(Digit.drawn(3), 42);
    batch.predictions = "[[0.5]]";

    byte[] written = json.write(batch);

    assertThat(written).isEqualTo(new PublishedJson(!mapperEachRecord).write(batch));
    assertThat(json.read(written))
        .usingRecursiveComparison()
        .ignoringFields("predictions")
        .isEqualTo(batch);
  }

  private static TypeSerializer<PublishedBatch> passedOn(Contender contender) {
    var config = new SerializerConfigImpl(FlinkPeer.configured(contender));
    return PublishedBatch.type(contender.isToTheLetter()).createSerializer(config);
  }
}
