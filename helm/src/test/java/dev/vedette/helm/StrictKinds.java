package dev.vedette.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks whether a manifest has what its kind may have, and nothing else. */
final class StrictKinds {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FLINK_DEPLOYMENTS =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  /** Throws what is wrong with it, and does not mind an unknown field silently. */
  @FunctionalInterface
  private interface Check {
    void check(JsonElement manifest) throws IOException;
  }

  private static final Map<String, Check> BUILT_IN =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", V1ConfigMap::validateJsonElement),
          Map.entry("v1/PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement),
          Map.entry("v1/Pod", V1Pod::validateJsonElement),
          Map.entry("v1/Service", V1Service::validateJsonElement),
          Map.entry("v1/ServiceAccount", V1ServiceAccount::validateJsonElement),
          Map.entry("apps/v1/Deployment", V1Deployment::validateJsonElement),
          Map.entry("batch/v1/Job", V1Job::validateJsonElement),
          Map.entry(
              "autoscaling/v2/HorizontalPodAutoscaler",
              V2HorizontalPodAutoscaler::validateJsonElement),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement),
          Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
          Map.entry("rbac.authorization.k8s.io/v1/Role", V1Role::validateJsonElement),
          Map.entry(
              "rbac.authorization.k8s.io/v1/RoleBinding", V1RoleBinding::validateJsonElement));

  /** Of those that are no part of Kubernetes, what of them this chart uses. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "monitoring.coreos.com/v1/PodMonitor", "pod-monitor.json",
          "monitoring.coreos.com/v1/PrometheusRule", "prometheus-rule.json",
          "cilium.io/v2/CiliumNetworkPolicy", "cilium-network-policy.json");

  private StrictKinds() {}

  static void check(JsonNode manifest) throws IOException {
    String kind = manifest.path("apiVersion").asText() + '/' + manifest.path("kind").asText();
    Check builtIn = BUILT_IN.get(kind);
    if (builtIn != null) {
      builtIn.check(JsonParser.parseString(manifest.toString()));
    } else if (kind.equals("flink.apache.org/v1beta1/FlinkDeployment")) {
      validate(flinkDeployment(), manifest);
    } else if (OTHERS.containsKey(kind)) {
      validate(JSON.readTree(resource("/schemas/" + OTHERS.get(kind))), manifest);
    } else {
      throw new IOException("nothing is known of the kind " + kind);
    }
  }

  private static void validate(JsonNode schema, JsonNode manifest) throws IOException {
    Set<ValidationMessage> wrong =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(schema)
            .validate(manifest);
    if (!wrong.isEmpty()) {
      throw new IOException(
          wrong.stream().map(ValidationMessage::getMessage).collect(Collectors.joining("\n")));
    }
  }

  /**
   * The operator's own definition, of the newest release that is on Maven Central: the operator
   * takes v2_3 from 1.15 on, which is added here, and fields are what they were.
   */
  private static JsonNode flinkDeployment() throws IOException {
    JsonNode definition;
    try (InputStream in = resource(FLINK_DEPLOYMENTS)) {
      definition = Chart.YAML.readTree(in);
    }
    JsonNode version = definition.at("/spec/versions/0");
    ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
    ((ArrayNode) schema.at("/properties/spec/properties/flinkVersion/enum")).add("v2_3");
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties.putObject("metadata").put("type", "object");
    close(schema);
    return schema;
  }

  /** What is not named is refused, but for maps. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.has("properties")
          && object.path("properties").isObject()
          && !object.has("additionalProperties")
          && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        object.put("additionalProperties", false);
      }
      object.path("properties").forEach(StrictKinds::close);
      close(object.path("items"));
      close(object.path("additionalProperties"));
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(StrictKinds.class.getResourceAsStream(name), name);
  }
}
