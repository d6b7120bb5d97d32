# Asks Flink's REST interface at $REST (port ${REST_PORT:-8081}) for its jobs, until one is running.
for attempt in $(seq "${ATTEMPTS:-30}"); do
  if exec 3<>"/dev/tcp/$REST/${REST_PORT:-8081}"; then
    printf 'GET /jobs/overview HTTP/1.0\r\nHost: %s\r\n\r\n' "$REST" >&3
    answer=$(cat <&3)
    exec 3>&-
    case $answer in
      *'"state":"RUNNING"'*)
        echo "the job is running"
        exit 0
        ;;
    esac
  fi
  echo "attempt $attempt: no running job at $REST yet"
  sleep "${PAUSE:-5}"
done
echo "no running job at $REST: 'kubectl logs' of the job manager says why" >&2
exit 1
