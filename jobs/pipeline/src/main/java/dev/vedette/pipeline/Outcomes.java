package dev.vedette.pipeline;

import dev.vedette.core.brain.Question;
import dev.vedette.core.flow.EndedQuestion;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.flink.CountAvoided;
import dev.vedette.flink.CountVerdicts;
import dev.vedette.flink.FollowEpisodes;
import dev.vedette.flink.InOnePieceType;
import dev.vedette.flink.MeasureGates;
import dev.vedette.flink.SayVerdicts;
import dev.vedette.flink.SumUpEventsFactory;
import dev.vedette.flink.WeighAnswers;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What is made of how all ended that was judged: the ledger is told what was not asked, and what an
 * answer stands for, and the gates are measured.
 *
 * @param questions where events end that are not asked about
 * @param said where audits end
 * @param counted where all others do
 */
record Outcomes(
    SingleOutputStreamOperator<Question> questions,
    SingleOutputStreamOperator<Verdict> said,
    SingleOutputStreamOperator<Verdict> counted) {

  /**
   * Adds all of it to the job.
   *
   * @param memory how long a question may wait to be asked
   */
  void tell(Sink<LedgerLine> ledger, Duration memory) {
    DataStream<EndedSum> ended =
        questions
            .getSideOutput(FollowEpisodes.ENDED)
            .transform("sum up events", SumUpEventsFactory.SUMS, new SumUpEventsFactory())
            .uid("sum-up-events")
            .union(counted.getSideOutput(CountVerdicts.ENDED));
    ended
        .keyBy(sum -> sum.ended().devices())
        .process(new CountAvoided(memory))
        .name("count avoided calls")
        .uid("count-avoided-calls")
        .sinkTo(ledger)
        .name("tell of avoided calls")
        .uid("tell-of-avoided-calls");

    SingleOutputStreamOperator<LedgerLine> weighed =
        counted
            .getSideOutput(CountVerdicts.QUESTIONS)
            .keyBy(EndedQuestion::inferenceId, InOnePieceType.text())
            .connect(
                questions
                    .getSideOutput(FollowEpisodes.REPEATS)
                    .keyBy(Repeats::inferenceId, InOnePieceType.text()))
            .process(new WeighAnswers(memory))
            .name("weigh answers")
            .uid("weigh-answers");
    weighed.sinkTo(ledger).name("tell of repeats").uid("tell-of-repeats");

    // Where two edges lead from one task to one other, Flink 2.3.0 may give what a barrier has
    // overtaken on one of them to the other (FLINK-40269). No barrier overtakes on these.
    ended
        .union(weighed.getSideOutput(WeighAnswers.WEIGHED))
        .rescale()
        .connect(said.getSideOutput(SayVerdicts.AUDITED).rescale())
        .process(new MeasureGates())
        .name("measure gates")
        .uid("measure-gates")
        .setParallelism(1);
  }
}
