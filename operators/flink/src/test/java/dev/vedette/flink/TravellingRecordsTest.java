package dev.vedette.flink;

import static dev.vedette.flink.DeferredQuestions.deferred;
import static dev.vedette.flink.DeferredQuestions.kept;
import static dev.vedette.flink.DeferredQuestions.record;
import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.call;
import static dev.vedette.flink.Examples.grant;
import static dev.vedette.flink.Examples.judged;
import static dev.vedette.flink.Examples.negative;
import static dev.vedette.flink.Examples.positive;
import static dev.vedette.flink.Examples.question;
import static dev.vedette.flink.Examples.reading;
import static dev.vedette.flink.Examples.useless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.audit.Audited;
import dev.vedette.core.audit.DeviceHour;
import dev.vedette.core.audit.Draw;
import dev.vedette.core.audit.GateEvidence;
import dev.vedette.core.backlog.Recall;
import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Frame;
import dev.vedette.core.brain.PastScore;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Shortlist;
import dev.vedette.core.brain.Word;
import dev.vedette.core.budget.Bucket;
import dev.vedette.core.budget.Grain;
import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.Sums;
import dev.vedette.core.episode.Episode;
import dev.vedette.core.episode.FollowedDevice;
import dev.vedette.core.episode.HeardDevice;
import dev.vedette.core.episode.LastQuestion;
import dev.vedette.core.episode.SeenScore;
import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.flow.Count;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedQuestion;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Generation;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Region;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.AvoidedSum;
import dev.vedette.core.money.Exposure;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerGrant;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.MeanPrice;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.window.ReadingSeries;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record that travels between operators or lies in state, in each of its shapes. */
class TravellingRecordsTest {
  static Stream<Object> travellers() {
    Question asked = question("e-1", at(10));
    Event picture =
        Event.ofPicture(
            asked.header(), new Picture(Picture.Encoding.RGB8, 1, 1, new byte[] {1, 2, 3}));
    DeadLetter letter =
        DeadLetter.of(
            new Objection(DeadLetterReason.EMPTY, "no bytes"),
            new Origin("events.camera", 3, 99, START),
            new byte[0],
            at(1));
    LedgerLine epoch = LedgerLine.epoch("epoch-1", "a", START);
    LedgerLine settled = LedgerLine.settled(asked.account(), call(asked, 1), answer(7), START);
    LedgerLine unknown =
        LedgerLine.unknown(asked.account(), call(asked, 2), 9, Reason.TIMEOUT, START);
    return Stream.of(
        Arrival.dead(letter),
        new Announcement("id", new byte[] {1}),
        RolloutState.NONE,
        new RolloutState(
            "face",
            new Announcement("id", new byte[] {1}),
            null,
            null,
            new Announcement("id", new byte[] {2}),
            List.of(new Announcement("id", new byte[] {3})),
            7),
        new ReleaseStatus(
            "face", "1", 2, ReleaseStatus.Stage.SHADOW, "", "", 1, 2, 3, 4, "1", START, "ab", null),
        Arrival.of(picture, new byte[] {9}),
        Arrival.of(reading("e-1", START, 1), new byte[] {9}),
        letter,
        picture,
        reading("e-1", START, 1),
        Judged.of(picture, positive(), at(1), 5),
        judged("e-1", 0, negative()),
        judged("e-1", 0, positive()),
        judged("e-1", 0, positive().at(new Region(0.1, 0.2, 0.3, 0.4))),
        asked,
        Question.about(
            Judged.of(picture, positive(), at(1), 5),
            "e-0",
            new Evidence(
                List.of(new Frame(new PreparedPicture(new byte[] {1}, 1, 1), -3, 0.5)),
                null,
                List.of(new PastScore(7, 0.25))),
            at(10),
            Deferral.planned(3, at(99))),
        Question.about(
            Judged.of(picture, positive(), at(1), 5),
            "e-0",
            Evidence.NONE,
            at(10),
            Deferral.planned(3, at(99)).inRound(1, Reason.OFFLINE)),
        asked.knowing(useless(7)),
        asked.audited(new Draw(0.001)),
        new Word(
            null,
            null,
            new Audited("door", "face@1", new Draw(0.5), Audited.Result.DENIED, "offline")),
        new Audited("door", "face@1", new Draw(0.5), Audited.Result.MISSED, ""),
        new AuditCount("door", "face@1", "missed", "", 3),
        new DeviceHour(7, 3, at(1)),
        new Ended("acme", "door", "face@1", true, Outcome.REPEAT, "", START),
        new EndedSum(new Ended("acme", "door", "face@1", false, Outcome.REJECTED, "", START), 3, 0),
        new Repeats("i-1", 7),
        new EndedQuestion(
            "i-1", new Ended("acme", "door", "face@1", true, Outcome.CLOUD, "denied", START)),
        new JournalLine(
            LedgerLine.repeated("acme", new Repeats("i-1", 7), START), new JournalPosition(0, 4)),
        new AvoidedCount("door", "rejected", 3, 7),
        new AvoidedSum(new AvoidedCost("acme", "door", "face@1", "repeat", START, 3), 7),
        new MeanPrice(3, 7),
        new KnownGate(
            20_000,
            "acme",
            "door",
            "face@1",
            GateEvidence.NONE.rejected(3).answered(2, true).audited(new Draw(0.5), true)),
        new Word(Verdict.provisional(asked, at(1)), null),
        new Word(null, DeferredLine.inVain(deferred("e-1", 3, 99), Reason.TIMEOUT)),
        DeferredLine.kept(deferred("e-1", 3, 99)),
        DeferredLine.ended(deferred("e-1", 3, 99)),
        kept("e-1", 3, 99, 7),
        new Recall(kept("e-1", 3, 99, 7), true),
        record(7, DeferredLine.kept(deferred("e-1", 3, 99))),
        record(8, null),
        new NextRead(1, 7),
        grant(asked),
        Verdict.provisional(asked, at(1)),
        Verdict.byCloud(asked, 1, answer(7), at(1), at(2)),
        new JournalLine(epoch, new JournalPosition(2, 5)),
        new JournalLine(settled, new JournalPosition(0, 1)),
        new JournalLine(unknown, new JournalPosition(0, 2)),
        JournalLine.unreadable("acme/door/face", "no Avro", new JournalPosition(0, 3)),
        new Count(Outcome.REJECTED, "", "face", 3),
        Shortlist.opened(asked.announced(), 3, Duration.ofSeconds(2), at(1))
            .with(new Frame(new PreparedPicture(new byte[] {1}, 1, 1), 0, 0.5)),
        Episode.opened("e-1", "i-1", START, at(1)),
        FollowedDevice.first("door", START, at(1)).judged(new SeenScore("face", START, 0.5)),
        LastQuestion.asked(START, at(1), Duration.ofMinutes(5)),
        new HeardDevice("acme/door-7", 5),
        Generation.first(at(1)),
        new ReadingSeries(
            "pump", 7, new long[] {1, 2}, new long[] {3, 4}, new float[] {1, 2}, 1, START),
        new Bucket(new Node("door", "face", Node.ANY), Grain.QUARTER_HOUR, 900),
        new Sums(1, 2, 3),
        Exposure.of(asked.account()),
        Exposure.of(asked.account())
            .with(Examples.ample(START))
            .with(LedgerLine.dispatched(asked.account(), call(asked, 1), 9, START))
            .with(
                LedgerLine.ended(
                    asked.account(), new LedgerGrant(asked.inferenceId(), START), START)),
        LedgerLine.ended(asked.account(), new LedgerGrant(asked.inferenceId(), START), START),
        JournaledCall.NONE,
        JournaledCall.NONE.with(settled).with(unknown),
        JournaledCall.NONE.with(LedgerLine.dispatched(asked.account(), call(asked, 99), 9, START)),
        JournaledCall.NONE.with(
            LedgerLine.settled(asked.account(), call(asked, 1), useless(7), START)));
  }

  static Stream<Class<?>> types() {
    return travellers().<Class<?>>map(Object::getClass).distinct();
  }

  @ParameterizedTest
  @MethodSource("types")
  void isAPojoToFlinkWithoutGenericTypes(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    assertThat(TypeInformation.of(type)).isInstanceOf(PojoTypeInfo.class);
    // Would throw for a generic type anywhere inside.
    assertThat(TypeInformation.of(type).createSerializer(withoutGenericTypes())).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("travellers")
  void comesOutAsItWentIn(Object traveller) throws Exception {
    TypeSerializer<Object> serializer = serializerOf(traveller);
    var out = new DataOutputSerializer(64);
    serializer.serialize(traveller, out);
    var in = new DataInputDeserializer(out.getCopyOfBuffer());

    assertThat(serializer.deserialize(in))
        .usingRecursiveComparison()
        .withStrictTypeChecking()
        .isEqualTo(traveller);
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @MethodSource("travellers")
  void isCopiedBetweenChainedOperatorsAsItIs(Object traveller) {
    assertThat(serializerOf(traveller).copy(traveller))
        .usingRecursiveComparison()
        .isEqualTo(traveller);
  }

  @ParameterizedTest
  @MethodSource("travellers")
  void isReadIntoAnOldRecordAsItIs(Object traveller) throws Exception {
    TypeSerializer<Object> serializer = serializerOf(traveller);
    var out = new DataOutputSerializer(64);
    serializer.serialize(traveller, out);
    Object read =
        serializer.deserialize(traveller, new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(read).usingRecursiveComparison().isEqualTo(traveller);
  }

  @SuppressWarnings("unchecked")
  private static TypeSerializer<Object> serializerOf(Object traveller) {
    return (TypeSerializer<Object>)
        TypeInformation.of(traveller.getClass()).createSerializer(withoutGenericTypes());
  }

  private static SerializerConfigImpl withoutGenericTypes() {
    var strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    var config = new SerializerConfigImpl();
    config.configure(strict, TravellingRecordsTest.class.getClassLoader());
    return config;
  }
}
