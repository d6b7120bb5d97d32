package dev.vedette.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The pods that a manifest makes, and what Kubernetes' restricted Pod Security Standard asks of
 * them.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">the
 *     standard</a>
 */
final class Pods {
  private static final Set<String> VOLUMES =
      Set.of("configMap", "emptyDir", "persistentVolumeClaim", "secret", "projected");

  private Pods() {}

  /** Their specs. */
  static List<JsonNode> of(JsonNode manifest) {
    return switch (manifest.path("kind").asText()) {
      case "Pod" -> List.of(manifest.path("spec"));
      case "Job", "Deployment" -> List.of(manifest.at("/spec/template/spec"));
      case "FlinkDeployment" ->
          List.of(component(manifest, "jobManager"), component(manifest, "taskManager"));
      default -> List.of();
    };
  }

  /** As the operator makes it: the component's own template over that of both. */
  private static JsonNode component(JsonNode manifest, String name) {
    return overlaid(
        manifest.at("/spec/podTemplate/spec"),
        manifest.path("spec").path(name).at("/podTemplate/spec"));
  }

  /**
   * What the second one has, and what it leaves to the first.
   *
   * @see <a
   *     href="https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-main/docs/custom-resource/pod-template/#array-merging-behaviour">the
   *     operator's way with lists</a>, which goes by position
   */
  private static JsonNode overlaid(JsonNode under, JsonNode over) {
    if (under instanceof ObjectNode fields && over.isObject()) {
      ObjectNode merged = fields.deepCopy();
      over.fields()
          .forEachRemaining(
              field ->
                  merged.set(
                      field.getKey(), overlaid(under.path(field.getKey()), field.getValue())));
      return merged;
    }
    if (under instanceof ArrayNode items && over.isArray()) {
      ArrayNode merged = items.deepCopy();
      for (int i = 0; i < over.size(); i++) {
        if (i < items.size()) {
          // The operator goes into each of them, so those that are no objects stay as they are.
          JsonNode item = items.get(i);
          merged.set(i, item.isValueNode() ? item : overlaid(item, over.get(i)));
        } else {
          merged.add(over.get(i));
        }
      }
      return merged;
    }
    return over.isMissingNode() ? under : over;
  }

  /** What is against it, and against a read-only root. */
  static List<String> againstRestricted(JsonNode pod) {
    List<String> wrong = new ArrayList<>();
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (pod.path(shared).asBoolean()) {
        wrong.add(shared);
      }
    }
    for (JsonNode volume : pod.path("volumes")) {
      volume
          .fieldNames()
          .forEachRemaining(
              kind -> {
                if (!kind.equals("name") && !VOLUMES.contains(kind)) {
                  wrong.add("volume " + kind);
                }
              });
    }
    List<JsonNode> containers = new ArrayList<>();
    pod.path("containers").forEach(containers::add);
    pod.path("initContainers").forEach(containers::add);
    for (JsonNode container : containers) {
      String name = container.path("name").asText();
      JsonNode security = container.path("securityContext");
      JsonNode ofThePod = pod.path("securityContext");
      if (security.path("allowPrivilegeEscalation").asBoolean(true)) {
        wrong.add(name + ": allowPrivilegeEscalation");
      }
      if (!security.at("/capabilities/drop").toString().equals("[\"ALL\"]")
          || !security.at("/capabilities/add").isMissingNode()) {
        wrong.add(name + ": capabilities");
      }
      if (!security.path("runAsNonRoot").asBoolean() || ofThePod.path("runAsUser").asInt() == 0) {
        wrong.add(name + ": root");
      }
      if (!security.at("/seccompProfile/type").asText().equals("RuntimeDefault")) {
        wrong.add(name + ": seccompProfile");
      }
      if (!security.path("readOnlyRootFilesystem").asBoolean()) {
        wrong.add(name + ": readOnlyRootFilesystem");
      }
      container
          .path("ports")
          .forEach(
              port -> {
                if (port.has("hostPort")) {
                  wrong.add(name + ": hostPort");
                }
              });
    }
    return wrong;
  }
}
