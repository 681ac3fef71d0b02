# shellcheck shell=bash
# What is written down, and who is told. Best effort: nothing here fails a change. Sourced.

# json_text TEXT: as a JSON string.
json_text() {
  local text="$1"
  text="${text//\\/\\\\}"
  text="${text//\"/\\\"}"
  printf '"%s"' "${text//[[:cntrl:]]/ }"
}

# record FROM TO GENERATION RESULT DETAIL: one line in the log. FROM and GENERATION may be null.
record() {
  local line time
  TZ=UTC printf -v time '%(%Y-%m-%dT%H:%M:%SZ)T' -1
  line="{\"time\":\"$time\",\"who\":$(json_text "${SUDO_USER:-$(id -un)}"),\"script\":\"$name\""
  line+=",\"from\":$1,\"to\":$2,\"generation\":$3,\"reason\":$(json_text "$reason")"
  line+=",\"emergency\":$( ((emergency)) && echo true || echo false)"
  line+=",\"result\":\"$4\",\"detail\":$(json_text "$5")}"
  { printf '%s\n' "$line" >>"$log"; } 2>/dev/null || echo "$name: cannot write to $log: $line" >&2
}

# alert MESSAGE: in the background, so that nobody waits for it. Its end is in the log.
alert() {
  [[ -n "${HEARTBEAT_ALERT_WEBHOOK:-}" ]] || return 0
  (
    if ! error="$("$scripts/send_alert.sh" "$1" 2>&1)"; then
      record null null null alert_failed "$error" 2>/dev/null
    fi
  ) </dev/null >/dev/null 2>&1 9>&- &
}
