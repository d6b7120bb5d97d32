package dev.vedette.pipeline;

import dev.vedette.core.backlog.Recall;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Word;
import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.flink.AdmitQuestions;
import dev.vedette.flink.AnnounceReleasesFactory;
import dev.vedette.flink.AskBrain;
import dev.vedette.flink.BuildWindows;
import dev.vedette.flink.CountVerdicts;
import dev.vedette.flink.FetchDeferred;
import dev.vedette.flink.FollowEpisodes;
import dev.vedette.flink.InOnePieceType;
import dev.vedette.flink.JudgeEvents;
import dev.vedette.flink.JudgeEventsFactory;
import dev.vedette.flink.JudgedType;
import dev.vedette.flink.RecallDeferredFactory;
import dev.vedette.flink.RepeatEpochs;
import dev.vedette.flink.SayVerdicts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole topology, on one page.
 *
 * <p>Decode and judge with the gate that was announced, sensors by windows of their readings where
 * their gate wants these; what is negative, does not count or repeats an open episode ends there,
 * counted; what is new asks for leave; what is granted asks the brain; what is denied, late or
 * refused is answered at the edge and, where that may pass, kept and asked again later; every
 * verdict is published, every cent is in the ledger. A few negative ones are asked about as well.
 *
 * <p>Before operators that are always one, records are dealt out (rescale, rebalance) although
 * there is nothing to deal: tasks and edges are the same whatever the parallelism, so that a
 * checkpoint in which barriers have overtaken records fits a job with another.
 */
public final class Pipeline {
  /** Beyond it a deferred question counts as unreadable for now, and waits for its next turn. */
  private static final Duration FETCHED_WITHIN = Duration.ofSeconds(50);

  private Pipeline() {}

  /** Adds the job to an environment. */
  public static void define(StreamExecutionEnvironment env, ReadableConfig config)
      throws InvalidConfigurationException {
    var io = new Connectors(config);
    var settings = new Settings(config);
    var watch = settings.watch();
    var releases = new ReleaseSettings(config);
    var deferral = new DeferralSettings(config);
    var providers = ProviderSettings.providers(config);
    var questionMaker = new QuestionSettings(config).questions(deferral.policy(), providers, watch);
    var roads = settings.roads(providers, questionMaker.discretion());
    var board = io.orderBoard();

    DataStream<Arrival> arrivals =
        env.fromSource(io.events(), io.watermarks(), "read events").uid("read-events");

    // Past the stream, because an operator with two inputs is never chained to its source.
    env.fromSource(io.releases(), WatermarkStrategy.noWatermarks(), "read releases")
        .uid("read-releases")
        .setParallelism(1)
        .transform("announce releases", Types.VOID, new AnnounceReleasesFactory(releases.reader()))
        .uid("announce-releases")
        .setParallelism(1);

    var judging = settings.judging();
    var sensors = new SensorSettings(config);
    var sensorGate = sensors.gate();
    var cameraGates =
        new Gates(
            settings.gate(watch),
            new GateFittings.ForCameras(new HashMap<>(settings.sensorLimits())),
            releases.artefacts());
    SingleOutputStreamOperator<Judged> judgedAtOnce =
        arrivals
            .transform(
                "judge events",
                new JudgedType(),
                new JudgeEventsFactory(
                    cameraGates,
                    releases.reader(),
                    board,
                    sensorGate.isPresent() ? judging.withReadingsApart() : judging))
            .uid("judge-events");
    DataStream<Judged> judged = judgedAtOnce;
    DataStream<DeadLetter> deadLetters = judgedAtOnce.getSideOutput(JudgeEvents.DEAD_LETTERS);
    DataStream<ReleaseStatus> statuses = judgedAtOnce.getSideOutput(JudgeEvents.RELEASE_STATUS);

    if (sensorGate.isPresent()) {
      var source = sensorGate.get();
      SingleOutputStreamOperator<Arrival> windows =
          judgedAtOnce
              .getSideOutput(JudgeEvents.READINGS)
              .keyBy(
                  reading -> Objects.requireNonNull(reading.event()).header().deviceKey(),
                  InOnePieceType.text())
              .process(new BuildWindows(() -> Gates.windows(source), sensors.windows()))
              .name("build windows")
              .uid("build-windows");
      var sensorGates =
          new Gates(source, new GateFittings.ForWindows(source), releases.artefacts());
      SingleOutputStreamOperator<Judged> judgedWindows =
          windows
              .transform(
                  "judge windows",
                  new JudgedType(),
                  new JudgeEventsFactory(sensorGates, releases.reader(), board, judging))
              .uid("judge-windows");
      judged = judged.union(judgedWindows);
      deadLetters =
          deadLetters.union(
              windows.getSideOutput(JudgeEvents.DEAD_LETTERS),
              judgedWindows.getSideOutput(JudgeEvents.DEAD_LETTERS));
      statuses = statuses.union(judgedWindows.getSideOutput(JudgeEvents.RELEASE_STATUS));
    }

    SingleOutputStreamOperator<Question> questions =
        judged
            .keyBy(event -> event.header().deviceKey(), InOnePieceType.text())
            .process(
                new FollowEpisodes(
                    settings.episodes(watch), questionMaker, board, settings.audit()))
            .name("follow episodes")
            .uid("follow-episodes");

    DataStream<JournalLine> ledger =
        env.fromSource(io.ledger(), WatermarkStrategy.noWatermarks(), "read ledger")
            .uid("read-ledger")
            .flatMap(new RepeatEpochs())
            .name("repeat epochs")
            .uid("repeat-epochs");

    var asking = settings.asking();
    // One, so that the highest priority of all is first. Its greatest parallelism is left alone:
    // that of an older savepoint may be another.
    SingleOutputStreamOperator<Recall> recalled =
        env.fromSource(io.deferred(), WatermarkStrategy.noWatermarks(), "read deferred")
            .uid("read-deferred")
            .rebalance()
            .transform(
                "recall deferred",
                TypeInformation.of(Recall.class),
                new RecallDeferredFactory(
                    roads, io.deferredStore(), deferral.backlog(asking.patience())))
            .uid("recall-deferred")
            .setParallelism(1);
    SingleOutputStreamOperator<Question> askedAgain =
        AsyncDataStream.unorderedWait(
                recalled,
                new FetchDeferred(io.deferredStore(), asking.patience()),
                FETCHED_WITHIN.toMillis(),
                TimeUnit.MILLISECONDS)
            .setParallelism(1)
            .name("fetch deferred")
            .uid("fetch-deferred");

    SingleOutputStreamOperator<Grant> granted =
        questions
            .union(askedAgain)
            .keyBy(question -> question.account().root())
            .connect(ledger.keyBy(JournalLine::accountKey))
            .process(new AdmitQuestions(roads, board, io.journal(), settings.admission()))
            .name("admit questions")
            .uid("admit-questions");

    // Answers overtake each other, but no watermark: with one between them, a quick answer would
    // wait for every slow one that was asked before. Nothing behind here needs event time.
    DataStream<Grant> timeless =
        granted
            .assignTimestampsAndWatermarks(WatermarkStrategy.noWatermarks())
            .name("stop watermarks")
            .uid("stop-watermarks");

    // A subtask has one permit at least, so there are no more subtasks than permits.
    int askers = Math.min(asking.permits(), env.getParallelism());
    SingleOutputStreamOperator<Word> answered =
        AsyncDataStream.unorderedWait(
                // Accounts are uneven; the permits are split evenly.
                timeless.rebalance(),
                new AskBrain(roads, board, io.journal(), asking),
                asking.timeout().toMillis(),
                TimeUnit.MILLISECONDS,
                asking.capacity(askers))
            .setParallelism(askers)
            .name("ask brain")
            .uid("ask-brain");

    SingleOutputStreamOperator<Verdict> said =
        answered
            .union(granted.getSideOutput(AdmitQuestions.DECIDED_HERE))
            // Barriers overtake what waits here for the sinks, and each device has one subtask.
            .keyBy(Word::subject)
            .process(new SayVerdicts(settings.texts()))
            .name("say verdicts")
            .uid("say-verdicts");
    SingleOutputStreamOperator<Verdict> counted =
        said.process(new CountVerdicts()).name("count verdicts").uid("count-verdicts");
    counted.sinkTo(io.verdicts()).name("publish verdicts").uid("publish-verdicts");
    said.getSideOutput(SayVerdicts.DEFERRED)
        .sinkTo(io.deferredLines())
        .name("keep deferred")
        .uid("keep-deferred");

    new Outcomes(questions, said, counted).tell(io.avoided(), settings.admission().journalMemory());

    statuses
        .rescale()
        .sinkTo(io.releasesStatus())
        .name("tell of releases")
        .uid("tell-of-releases")
        .setParallelism(1);

    // In a task of its own: this sink opens a transaction at every checkpoint, and whoever shares
    // its task waits for the broker meanwhile. Letters themselves wait for it apart from the task.
    deadLetters
        .sinkTo(io.deadLetters())
        .name("bury dead letters")
        .uid("bury-dead-letters")
        .disableChaining();
  }
}
