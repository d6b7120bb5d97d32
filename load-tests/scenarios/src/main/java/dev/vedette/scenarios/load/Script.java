package dev.vedette.scenarios.load;

/** What happens on a site between the warm-up and the last check. */
@FunctionalInterface
interface Script {
  void play(Stage stage) throws Exception;
}
