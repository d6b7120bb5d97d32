package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** What may be asked, how much of it, and how long an answer is waited for. */
final class AskOptions {
  static final ConfigOption<Integer> CALLS_PER_MINUTE =
      key("vedette.account.calls-per-minute")
          .intType()
          .defaultValue(60)
          .withDescription(
              "Cap on questions of each account (tenant, device class and label) in the long run; a"
                  + " question may take vedette.ask.calls calls. A single minute may see this many"
                  + " and the burst less one.");
  static final ConfigOption<Integer> CALL_BURST =
      key("vedette.account.burst")
          .intType()
          .defaultValue(20)
          .withDescription("Calls of an account that may come at once.");
  static final ConfigOption<Duration> JOURNAL_MEMORY =
      key("vedette.journal.memory")
          .durationType()
          .defaultValue(Duration.ofHours(6))
          .withDescription(
              "How long at least it is remembered what the ledger says of a question, so that an"
                  + " event that is read or sent again is not paid for again; at most twice as long."
                  + " Not less than 10 min, nor than twice the deadline of a question.");
  static final ConfigOption<Duration> DEADLINE =
      key("vedette.ask.deadline")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "From the judgement until the edge answers in the cloud's place. The clocks of the job's"
                  + " machines have to agree to a fraction of it; the log says when they do not.");
  static final ConfigOption<Integer> PERMITS =
      key("vedette.ask.permits")
          .intType()
          .defaultValue(64)
          .withDescription("Calls in flight at once, over all subtasks.");
  static final ConfigOption<Integer> CALLS =
      key("vedette.ask.calls")
          .intType()
          .defaultValue(3)
          .withDescription(
              "Most calls for one question until the job starts again, the first one included. Another one"
                  + " is made where it can help (408, 409, 429, 5xx, no connection, no answer in"
                  + " time), after the wait that the provider asks for, and before the deadline; and"
                  + " once where the model wrote something else than an answer."
                  + " Each is in the ledger; after a 5xx or a timeout, two may be on the bill. 1 asks"
                  + " once.");
  static final ConfigOption<Duration> CALL_PATIENCE =
      key("vedette.ask.call-patience")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How long one call may take. If unset, all the time there is; where there is a fallback,"
                  + " three fifths of vedette.ask.deadline less vedette.ask.settling, so that a provider"
                  + " that hangs leaves time to ask the other one. A call that is given up may be on the"
                  + " bill all the same.");
  static final ConfigOption<Duration> FIRST_WAIT =
      key("vedette.ask.wait.first")
          .durationType()
          .defaultValue(Duration.ofMillis(250))
          .withDescription(
              "Most time between the first call and the second, beyond what the provider asks for;"
                  + " any length up to it is equally likely. It doubles with each call.");
  static final ConfigOption<Duration> LONGEST_WAIT =
      key("vedette.ask.wait.longest")
          .durationType()
          .defaultValue(Duration.ofSeconds(4))
          .withDescription("It does not grow beyond this.");
  static final ConfigOption<Duration> HEDGE_AFTER =
      key("vedette.ask.hedge.after")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How long a first call may be without an answer before another one is made beside it:"
                  + " at the fallback provider if that has a place, otherwise at the same. The first"
                  + " answer counts; both are paid for, and are in the ledger. Off if unset. It has to"
                  + " be shorter than vedette.ask.call-patience, leave 500 ms of vedette.ask.deadline"
                  + " after vedette.ask.settling, and needs a second call (vedette.ask.calls). Where"
                  + " most answers are quick, what 95 in a hundred take is a good value.");
  static final ConfigOption<Double> HEDGE_SHARE =
      key("vedette.ask.hedge.share")
          .doubleType()
          .defaultValue(0.05)
          .withDescription(
              "Most of the first calls beside which another one is made, in each subtask; ten at most"
                  + " are saved up. Such a call is not counted by vedette.account.calls-per-minute.");
  static final ConfigOption<String> PROMPTS =
      key("vedette.ask.prompts")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder with the words of the questions on every machine of the job, by label, device"
                  + " class and tenant; what is not in it is as shipped. Changed files are in force"
                  + " with the next question, without a restart. operators/cloud/README.md says how"
                  + " they are laid out.");
  static final ConfigOption<String> PICTURES =
      key("vedette.ask.pictures")
          .stringType()
          .defaultValue("1")
          .withDescription(
              "Most pictures of an episode that the cloud is shown in one question, up to 8: its best"
                  + " by score, spread over vedette.ask.settling. 'none': no picture of a camera leaves,"
                  + " not even one that is deferred from before, and the cloud is told the label, the"
                  + " device class and how the gate's scores went.");
  static final ConfigOption<Map<String, String>> PICTURES_BY_SCOPE =
      key("vedette.ask.pictures-by-scope")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "The same for some, as TENANT/CLASS with * for any, such as acme/*: none. The narrowest"
                  + " counts, a tenant's before a device class's.");
  static final ConfigOption<Duration> SETTLING =
      key("vedette.ask.settling")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "How long an episode's best pictures are gathered before it is asked about; 0 asks at"
                  + " once with the first. The edge's first word does not wait for it. It counts as"
                  + " part of vedette.ask.deadline, of which it has to leave 500 ms.");
  static final ConfigOption<String> PICTURE_CROP =
      key("vedette.ask.picture.crop")
          .stringType()
          .defaultValue("region")
          .withDescription(
              "'region': where the gate says where it sees something, a picture leaves cut to that,"
                  + " with a quarter of its size more on each side and, where the camera has as many,"
                  + " vedette.ask.picture.adequate-side pixels each way. Of several people that may be"
                  + " one. 'none': all of the picture that may be seen leaves.");
  static final ConfigOption<Integer> PICTURE_ADEQUATE_SIDE =
      key("vedette.ask.picture.adequate-side")
          .intType()
          .noDefaultValue()
          .withDescription(
              "Longer side, in pixels, in which enough is seen; 336 if unset, or the maximum if that is"
                  + " less. A picture is sent in the largest size"
                  + " between this and vedette.ask.picture.max-side that costs no more tokens, by"
                  + " vedette.provider.picture-tokens.");
  static final ConfigOption<Integer> PICTURE_SIDE =
      key("vedette.ask.picture.max-side")
          .intType()
          .defaultValue(512)
          .withDescription("Longest side of a picture that leaves the site, in pixels.");
  static final ConfigOption<Double> PICTURE_QUALITY =
      key("vedette.ask.picture.quality")
          .doubleType()
          .defaultValue(0.8)
          .withDescription("JPEG quality of a picture that leaves the site.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL =
      List.of(
          CALLS_PER_MINUTE,
          CALL_BURST,
          JOURNAL_MEMORY,
          DEADLINE,
          PERMITS,
          CALLS,
          CALL_PATIENCE,
          FIRST_WAIT,
          LONGEST_WAIT,
          HEDGE_AFTER,
          HEDGE_SHARE,
          PROMPTS,
          PICTURES,
          PICTURES_BY_SCOPE,
          SETTLING,
          PICTURE_CROP,
          PICTURE_ADEQUATE_SIDE,
          PICTURE_SIDE,
          PICTURE_QUALITY);

  private AskOptions() {}
}
