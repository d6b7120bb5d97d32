package dev.vedette.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.graph.StreamConfig;
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
  void onlyThePeerAsPublishedHasKryoBetweenItsTasks() {
    assertThat(passedOn(Contender.MENDED)).hasSize(2).hasOnlyElementsOfType(PojoSerializer.class);
    assertThat(passedOn(Contender.PUBLISHED))
        .hasSize(2)
        .hasOnlyElementsOfType(KryoSerializer.class);
  }

  @Test
  void onlyThePeerAsPublishedHasAMapperForEachRecord() {
    var each = new PublishedJson(Contender.PUBLISHED.hasMapperEachRecordAndKryo());
    assertThat(each.forReading()).isNotSameAs(each.forReading());
    assertThat(each.forWriting()).isNotSameAs(each.forWriting());
    var kept = new PublishedJson(Contender.MENDED.hasMapperEachRecordAndKryo());
    assertThat(kept.forReading()).isSameAs(kept.forReading());
    assertThat(kept.forWriting()).isSameAs(kept.forWriting());
  }

  @ParameterizedTest
  @EnumSource(names = {"PUBLISHED", "MENDED"})
  void aBatchIsPassedOnAsItIs(Contender contender) throws Exception {
    TypeSerializer<PublishedBatch> serializer = passedOn(contender).get(0);
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

  /** By the job itself: of what is read, and of what is scored. */
  private static List<TypeSerializer<PublishedBatch>> passedOn(Contender contender) {
    JobGraph graph =
        FlinkPeer.jobGraph(FlinkPeer.configured(contender), contender, "localhost:1", "digits");
    return StreamSupport.stream(graph.getVertices().spliterator(), false)
        .filter(vertex -> vertex.getName().matches("(Source: read|score) batches"))
        .map(
            vertex ->
                new StreamConfig(vertex.getConfiguration())
                    .<PublishedBatch>getTypeSerializerOut(FlinkPeerTest.class.getClassLoader()))
        .toList();
  }
}
