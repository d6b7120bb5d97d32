package dev.vedette.cli.control;

import dev.vedette.core.control.Scope;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** For whom an order is. */
final class ScopeOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      defaultValue = Scope.ANY,
      description = "Only for this tenant's devices.")
  private String tenant;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      defaultValue = Scope.ANY,
      description = "Only for devices of this class.")
  private String deviceClass;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  ScopeOptions() {}

  Scope scope() {
    try {
      return new Scope(tenant, deviceClass);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
