package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One form of the network.
 *
 * @param engine that runs it
 * @param requires what the host must have, by kind of requirement
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Variant(
    String name,
    String engine,
    String folder,
    @Nullable String arithmetic,
    Requirements requires,
    Map<String, String> files) {
  public Variant {
    Fields.requireName(name, "variant's name");
    Fields.given(engine, "engine");
    Fields.requireInside(folder, "folder");
    requires = requires == null ? Requirements.NONE : requires;
    files = Fields.requireHashes(files, "files");
  }

  /**
   * What a host must have for a variant to run. One that is not known here is an error, because the
   * variant might then seem to run and answer nonsense.
   *
   * @param env variables of the process's environment, with their values
   * @param arch processors, any of which will do; none named: all
   */
  @JsonIgnoreProperties(ignoreUnknown = false)
  public record Requirements(Map<String, String> env, List<String> arch) {
    static final Requirements NONE = new Requirements(Map.of(), List.of());

    public Requirements {
      env = env == null ? Map.of() : Map.copyOf(env);
      arch = arch == null ? List.of() : List.copyOf(arch);
    }
  }
}
