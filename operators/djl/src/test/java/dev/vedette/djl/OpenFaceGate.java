package dev.vedette.djl;

import dev.vedette.djl.engine.EngineStartException;

/** Opens a gate and says on standard output what came of it; a program for forked JVMs. */
final class OpenFaceGate {
  private OpenFaceGate() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedGate gate = EmbeddedGates.open(GateSource.of(arguments[0]))) {
      System.out.println("serves: " + gate.ladder());
      gate.refusals()
          .forEach(refusal -> System.out.println("word: " + refusal.reason().wireName()));
    } catch (EngineStartException e) {
      System.out.println(e.reason() + ": " + e.getMessage());
      System.exit(3);
    }
  }
}
