package dev.vedette.cli.quickstart;

import dev.vedette.cli.quickstart.QuickstartPlan.RealProvider;
import dev.vedette.core.money.Price;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.JobConfiguration;
import dev.vedette.pipeline.VedetteOptions;
import dev.vedette.simulators.provider.ProviderScript;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/** The job's options in a quickstart: what a short run needs, the job's own defaults otherwise. */
public final class QuickstartConfiguration {
  static final String SIMULATED = "simulated";

  /** Of a picture: the job's own limit, by which the topics are made. */
  public static final long MAX_PAYLOAD_BYTES = VedetteOptions.MAX_PAYLOAD_BYTES.defaultValue();

  /** Calls of an account that may come at once: all cameras can see somebody in one second. */
  private static final int BURST = 60;

  private QuickstartConfiguration() {}

  /**
   * @param simulatedUrl where the simulated provider is; not used where the plan names a real one
   */
  public static Configuration of(QuickstartPlan plan, String bootstrap, URI simulatedUrl)
      throws InvalidConfigurationException {
    Configuration config = new Configuration();
    config.set(VedetteOptions.DEPLOYMENT, "vedette-quickstart");
    config.set(VedetteOptions.BOOTSTRAP, bootstrap);
    config.set(VedetteOptions.EVENTS_START, "earliest");
    config.set(VedetteOptions.MAX_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES);
    // Scenes last seconds here, so episodes end after seconds.
    config.set(VedetteOptions.QUIET_GAP, Duration.ofSeconds(2));
    config.set(VedetteOptions.SILENCE, Duration.ofSeconds(4));
    config.set(VedetteOptions.ALLOWED_LATENESS, Duration.ofSeconds(1));
    // So few events show nothing of the gate, and each call here is one that its report explains.
    config.set(VedetteOptions.AUDIT_SHARE, 0.0);
    config.set(VedetteOptions.CALLS_PER_MINUTE, plan.callsPerMinute());
    config.set(VedetteOptions.CALL_BURST, Math.min(BURST, plan.callsPerMinute()));
    RealProvider real = plan.provider();
    if (real == null) {
      simulated(config, simulatedUrl);
    } else {
      real(config, real);
    }
    return JobConfiguration.checked(config);
  }

  private static void simulated(Configuration config, URI url) {
    Price price = ProviderScript.PRICE;
    config.set(VedetteOptions.PROVIDER_URL, url.toString());
    config.set(VedetteOptions.PROVIDER_NAME, SIMULATED);
    config.set(VedetteOptions.PROVIDER_MODEL, "simulated-model");
    config.set(VedetteOptions.PICTURE_TOKENS, "tiles 85 170"); // which is how it bills them
    config.set(VedetteOptions.INPUT_PRICE, price.rates().input().toPlainString());
    config.set(VedetteOptions.CACHED_PRICE, price.rates().cachedInput().toPlainString());
    config.set(VedetteOptions.OUTPUT_PRICE, price.rates().output().toPlainString());
  }

  private static void real(Configuration config, RealProvider real) {
    config.set(VedetteOptions.PROVIDER_URL, real.url().toString());
    config.set(VedetteOptions.PROVIDER_MODEL, real.model());
    String inputPrice = real.inputPrice();
    String outputPrice = real.outputPrice();
    if (inputPrice != null && outputPrice != null) {
      config.set(VedetteOptions.INPUT_PRICE, inputPrice);
      config.set(VedetteOptions.OUTPUT_PRICE, outputPrice);
    }
    Path keyFile = real.keyFile();
    if (keyFile != null) {
      config.set(VedetteOptions.PROVIDER_KEY_FILE, keyFile.toAbsolutePath().toString());
    }
  }
}
