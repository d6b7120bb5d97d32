{{- define "vedette.name" -}}
{{- $both := ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name) -}}
{{- $both | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{- define "vedette.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "vedette.labels" -}}
{{ include "vedette.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "vedette.image" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end -}}
{{- end -}}
{{- end }}

{{- define "vedette.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (ternary (include "vedette.name" .) "default" .Values.serviceAccount.create) -}}
{{- end }}

{{- /* An option of the job's, nested or dotted, or nothing. */ -}}
{{- define "vedette.option" -}}
{{- $found := get .vedette .path -}}
{{- $parts := splitList "." .path -}}
{{- $branch := get .vedette (first $parts) -}}
{{- if and (not $found) (kindIs "map" $branch) }}{{ $found = get $branch (join "." (rest $parts)) }}{{ end -}}
{{- $found -}}
{{- end }}

{{- define "vedette.storage" -}}
{{- printf "%s/%s" (.Values.storage.uri | default "file:///vedette/state" | trimSuffix "/") (include "vedette.name" .) -}}
{{- end }}

{{- define "vedette.claim" -}}
{{- .Values.storage.claim.existing | default (printf "%s-state" (include "vedette.name" .)) -}}
{{- end }}

{{- /* What Flink opens of Java in the configuration of its own distribution, which the chart's takes the place of. */ -}}
{{- define "vedette.opened" -}}
{{- $words := list -}}
{{- range list "java.rmi/sun.rmi.registry" "jdk.compiler/com.sun.tools.javac.api" "jdk.compiler/com.sun.tools.javac.file" "jdk.compiler/com.sun.tools.javac.parser" "jdk.compiler/com.sun.tools.javac.tree" "jdk.compiler/com.sun.tools.javac.util" "java.security.jgss/sun.security.krb5" }}
{{- $words = append $words (printf "--add-exports=%s=ALL-UNNAMED" .) }}
{{- end }}
{{- range list "java.lang" "java.net" "java.io" "java.nio" "sun.nio.ch" "java.lang.reflect" "java.text" "java.time" "java.util" "java.util.concurrent" "java.util.concurrent.atomic" "java.util.concurrent.locks" }}
{{- $words = append $words (printf "--add-opens=java.base/%s=ALL-UNNAMED" .) }}
{{- end }}
{{- join " " $words -}}
{{- end }}

{{- define "vedette.subtasks" -}}
{{- ternary .Values.autoscaling.maxSubtasks .Values.parallelism (and .Values.autoscaling.enabled (eq .Values.mode "standalone")) -}}
{{- end }}

{{- /*
The vertices that are one subtask each whatever the job's parallelism is, by Flink's hash of their uid: the
operator's autoscaler must leave them alone. A test holds them against the job's own graph.
*/ -}}
{{- define "vedette.fixedVertices" -}}
154023216c6d9cb439bad8d79d26c485;3af2a59a8171b132587f4f9de01572fb;8a3136e302f6044818cd33e256496c9e;ef94d06518183169df352f1a2f8b0d4a
{{- end }}

{{- /*
What one start of the job is told. A job manager that stands by when a job was stopped finds by the result under
this name that there is nothing to begin; after an upgrade the name is another one.
*/ -}}
{{- define "vedette.start" -}}
{{- printf "%s%s%s" (include "vedette.jobFile" .) (include "vedette.image" .) .Values.initialSavepoint | sha256sum | trunc 8 -}}
{{- end }}

{{- /* What Flink is told, of the cluster and of the job: the values' own go over it. */ -}}
{{- define "vedette.flinkConfiguration" -}}
{{- $storage := include "vedette.storage" . -}}
{{- $chart := dict
  "taskmanager.numberOfTaskSlots" (.Values.taskManager.slots | toString)
  "taskmanager.memory.task.off-heap.size" .Values.taskManager.offHeap
  "taskmanager.network.memory.buffer-debloat.enabled" "true"
  "env.java.opts.taskmanager" "-XX:TieredStopAtLevel=1"
  "heartbeat.interval" "1 s"
  "heartbeat.timeout" "20 s"
  "state.backend.type" .Values.state.backend
  "execution.checkpointing.incremental" (.Values.state.incremental | toString)
  "execution.checkpointing.dir" (printf "%s/checkpoints" $storage)
  "execution.checkpointing.savepoint-dir" (printf "%s/savepoints" $storage)
  "execution.checkpointing.externalized-checkpoint-retention" "RETAIN_ON_CANCELLATION"
  "metrics.reporter.vedette.factory.class" "dev.vedette.metrics.VedettePrometheusReporterFactory"
  "metrics.reporter.vedette.port" (.Values.metrics.port | toString)
  "io.tmp.dirs" "/tmp"
  "web.submit.enable" "false"
-}}
{{- /* Memory that Flink manages is RocksDB's and ForSt's; without them it would lie idle beside a small heap. */ -}}
{{- if eq .Values.state.backend "hashmap" }}
{{- $chart = merge $chart (dict "taskmanager.memory.managed.fraction" "0") }}
{{- end }}
{{- if eq .Values.mode "standalone" }}
{{- $chart = merge $chart (dict
  "parallelism.default" (include "vedette.subtasks" .)
  "jobmanager.rpc.address" (printf "%s-jobmanager" (include "vedette.name" .))
  "jobmanager.memory.process.size" .Values.jobManager.memory
  "taskmanager.memory.process.size" .Values.taskManager.memory
  "jobmanager.rpc.port" "6123"
  "blob.server.port" "6124"
  "taskmanager.rpc.port" "6122"
  "taskmanager.data.port" "6121"
  "rest.port" "8081"
  "env.java.default-opts.all" (include "vedette.opened" . | trim)) }}
{{- if .Values.autoscaling.enabled }}
{{- /* This scheduler ends a job for good that has waited so long for its first slot, also after a restart; Flink reads no "for ever" here. */ -}}
{{- $chart = merge $chart (dict
  "jobmanager.scheduler" "adaptive"
  "jobmanager.adaptive-scheduler.submission.resource-wait-timeout" "365 d"
  "jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout" "10 s"
  "jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling" "2 min") }}
{{- end }}
{{- else }}
{{- $chart = merge $chart (dict
  "kubernetes.jobmanager.cpu.limit-factor" (.Values.jobManager.cpuLimitFactor | toString)
  "kubernetes.taskmanager.cpu.limit-factor" (.Values.taskManager.cpuLimitFactor | toString)
  "kubernetes.operator.job.upgrade.last-state-fallback.enabled" (.Values.upgrade.lastStateFallback | toString)
  "kubernetes.operator.savepoint.history.max.count" "5") }}
{{- if .Values.autoscaling.enabled }}
{{- $chart = merge $chart (dict
  "job.autoscaler.enabled" "true"
  "job.autoscaler.vertex.exclude.ids" (include "vedette.fixedVertices" . | trim)
  "job.autoscaler.utilization.target" (.Values.autoscaling.targetUtilization | toString)
  "job.autoscaler.vertex.min-parallelism" (.Values.autoscaling.minSubtasks | toString)
  "job.autoscaler.vertex.max-parallelism" (.Values.autoscaling.maxSubtasks | toString)
  "job.autoscaler.metrics.window" .Values.autoscaling.metricsWindow
  "job.autoscaler.stabilization.interval" .Values.autoscaling.stabilization) }}
{{- end }}
{{- end }}
{{- if .Values.highAvailability.enabled }}
{{- $chart = merge $chart (dict
  "high-availability.type" "kubernetes"
  "high-availability.storageDir" (printf "%s/ha" $storage)) }}
{{- /* Else a port that no probe knows. */ -}}
{{- if eq .Values.mode "standalone" }}
{{- $chart = merge $chart (dict
  "high-availability.jobmanager.port" "6123"
  "high-availability.cluster-id" (include "vedette.name" .)
  "job-result-store.delete-on-commit" "false"
  "job-result-store.storage-path" (printf "%s/results/%s" $storage (include "vedette.start" .))
  "kubernetes.cluster-id" (include "vedette.name" .)
  "kubernetes.namespace" .Release.Namespace) }}
{{- end }}
{{- end }}
{{- range $key, $value := merge (dict) .Values.flink $chart }}
{{ $key | quote }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}

{{- /* The job's own file: its options, and Flink's of it, which would otherwise stand behind the job's defaults. */ -}}
{{- define "vedette.jobFile" -}}
{{- $set := dict -}}
{{- if not (include "vedette.option" (dict "vedette" .Values.vedette "path" "deployment")) }}
{{- $_ := set $set "deployment" (include "vedette.name" .) }}
{{- end }}
{{- $files := "/run/secrets/vedette" }}
{{- with .Values.secrets }}
{{- if .provider.existingSecret }}{{ $_ := set $set "provider.key-file" (printf "%s/provider/key" $files) }}{{ end }}
{{- if .fallback.existingSecret }}{{ $_ := set $set "fallback.key-file" (printf "%s/fallback/key" $files) }}{{ end }}
{{- if .registry.existingSecret }}{{ $_ := set $set "registry.credentials-file" (printf "%s/registry/credentials" $files) }}{{ end }}
{{- if and .kafka.existingSecret .kafka.passwordKey }}{{ $_ := set $set "kafka.password-file" (printf "%s/kafka/password" $files) }}{{ end }}
{{- if and .kafka.existingSecret .kafka.truststoreKey }}{{ $_ := set $set "kafka.truststore-file" (printf "%s/kafka/ca.pem" $files) }}{{ end }}
{{- if .releaseKeys.existingSecret }}{{ $_ := set $set "gate.release-keys" (printf "%s/release-keys" $files) }}{{ end }}
{{- end }}
{{- range $key, $value := $set }}
{{- if and (ne $key "deployment") (include "vedette.option" (dict "vedette" $.Values.vedette "path" $key)) }}
{{- fail (printf "vedette.%s is set, and a Secret is named for it too: leave one of them out" $key) }}
{{- end }}
{{ printf "vedette.%s" $key | quote }}: {{ $value | quote }}
{{- end }}
{{- range $key, $value := omit .Values.flink "parallelism.default" }}
{{ $key | quote }}: {{ $value | toString | quote }}
{{- end }}
{{- with .Values.vedette }}
vedette:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- /* Of all that a job reads where it begins: another one is another pod. */ -}}
{{- define "vedette.checksum" -}}
{{- $flink := ternary (include "vedette.flinkConfiguration" .) "" (eq .Values.mode "standalone") -}}
{{- printf "%s%s%s" (include "vedette.jobFile" .) $flink (toJson .Values.files) | sha256sum -}}
{{- end }}

{{- define "vedette.podSecurity" -}}
runAsNonRoot: true
runAsUser: 9999
runAsGroup: 9999
fsGroup: 9999
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "vedette.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "vedette.secretVolumes" -}}
{{- with .Values.secrets.provider }}{{ if .existingSecret }}
- name: provider-key
  secret: {secretName: {{ .existingSecret }}, defaultMode: 0440, items: [{key: {{ .key | quote }}, path: key}]}
{{- end }}{{ end }}
{{- with .Values.secrets.fallback }}{{ if .existingSecret }}
- name: fallback-key
  secret: {secretName: {{ .existingSecret }}, defaultMode: 0440, items: [{key: {{ .key | quote }}, path: key}]}
{{- end }}{{ end }}
{{- with .Values.secrets.registry }}{{ if .existingSecret }}
- name: registry-login
  secret: {secretName: {{ .existingSecret }}, defaultMode: 0440, items: [{key: {{ .key | quote }}, path: credentials}]}
{{- end }}{{ end }}
{{- with .Values.secrets.storage }}{{ if .existingSecret }}
- name: storage-login
  secret: {secretName: {{ .existingSecret }}, defaultMode: 0440, items: [{key: {{ .key | quote }}, path: credentials}]}
{{- end }}{{ end }}
{{- with .Values.secrets.kafka }}{{ if .existingSecret }}
- name: kafka-login
  secret:
    secretName: {{ .existingSecret }}
    defaultMode: 0440
    items:
      {{- if .passwordKey }}
      - {key: {{ .passwordKey | quote }}, path: password}
      {{- end }}
      {{- if .truststoreKey }}
      - {key: {{ .truststoreKey | quote }}, path: ca.pem}
      {{- end }}
{{- end }}{{ end }}
{{- with .Values.secrets.releaseKeys.existingSecret }}
- name: release-keys
  secret: {secretName: {{ . }}, defaultMode: 0440}
{{- end }}
{{- end }}

{{- /* Whole folders, never subPath: a file in one of them is not replaced when its Secret changes. */ -}}
{{- define "vedette.secretMounts" -}}
{{- with .Values.secrets }}
{{- if .provider.existingSecret }}
- {name: provider-key, mountPath: /run/secrets/vedette/provider, readOnly: true}
{{- end }}
{{- if .fallback.existingSecret }}
- {name: fallback-key, mountPath: /run/secrets/vedette/fallback, readOnly: true}
{{- end }}
{{- if .registry.existingSecret }}
- {name: registry-login, mountPath: /run/secrets/vedette/registry, readOnly: true}
{{- end }}
{{- if .storage.existingSecret }}
- {name: storage-login, mountPath: /run/secrets/vedette/storage, readOnly: true}
{{- end }}
{{- if .kafka.existingSecret }}
- {name: kafka-login, mountPath: /run/secrets/vedette/kafka, readOnly: true}
{{- end }}
{{- if .releaseKeys.existingSecret }}
- {name: release-keys, mountPath: /run/secrets/vedette/release-keys, readOnly: true}
{{- end }}
{{- end }}
{{- end }}

{{- define "vedette.volumes" -}}
- name: job
  configMap: {name: {{ include "vedette.name" . }}-job}
{{- if .Values.files }}
- name: files
  configMap: {name: {{ include "vedette.name" . }}-files}
{{- end }}
- name: tmp
  emptyDir: {}
- name: log
  emptyDir: {}
{{- if not .Values.storage.uri }}
- name: state
  persistentVolumeClaim: {claimName: {{ include "vedette.claim" . }}}
{{- end }}
{{- with include "vedette.secretVolumes" . | trim }}
{{ . }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "vedette.mounts" -}}
- {name: job, mountPath: /etc/vedette, readOnly: true}
{{- if .Values.files }}
- {name: files, mountPath: /etc/vedette-files, readOnly: true}
{{- end }}
- {name: tmp, mountPath: /tmp}
- {name: log, mountPath: /opt/flink/log}
{{- if not .Values.storage.uri }}
- {name: state, mountPath: /vedette/state}
{{- end }}
{{- with include "vedette.secretMounts" . | trim }}
{{ . }}
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* The ports are the same in both modes: Flink sets those of RPC itself where it makes the pods. */ -}}
{{- define "vedette.jobManagerProbes" -}}
# The job is defined before the port opens: prices, rules and gates are read.
startupProbe: {tcpSocket: {port: 6123}, periodSeconds: 5, failureThreshold: 36}
livenessProbe: {tcpSocket: {port: 6123}, periodSeconds: 15, failureThreshold: 4}
readinessProbe: {httpGet: {path: /config, port: 8081}, periodSeconds: 10}
{{- end }}

{{- define "vedette.taskManagerProbes" -}}
startupProbe: {tcpSocket: {port: 6122}, periodSeconds: 5, failureThreshold: 24}
livenessProbe: {tcpSocket: {port: 6122}, periodSeconds: 15, failureThreshold: 4}
readinessProbe: {httpGet: {path: /-/healthy, port: metrics}, periodSeconds: 10}
{{- end }}

{{- define "vedette.env" -}}
{{- if .Values.secrets.storage.existingSecret }}
- {name: AWS_SHARED_CREDENTIALS_FILE, value: /run/secrets/vedette/storage/credentials}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "vedette.placement" -}}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "vedette.resources" -}}
requests: {cpu: {{ .cpu }}, memory: {{ include "vedette.quantity" .memory }}}
limits: {cpu: {{ mulf .cpu .cpuLimitFactor }}, memory: {{ include "vedette.quantity" .memory }}}
{{- end }}

{{- /* Flink counts in binary units and writes them m and g. */ -}}
{{- define "vedette.quantity" -}}
{{- . | replace "m" "Mi" | replace "g" "Gi" -}}
{{- end }}
