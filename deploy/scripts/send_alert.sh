#!/usr/bin/env bash
# Tells people, by a webhook that takes what Slack's take.
set -euo pipefail
# shellcheck source=split/options.sh
source "$(dirname "${BASH_SOURCE[0]}")/split/options.sh"

readonly time_limit_s=5

usage() {
  cat <<'TEXT'
Usage: send_alert.sh MESSAGE [--dry-run]

Sends {"text": MESSAGE} to the webhook in HEARTBEAT_ALERT_WEBHOOK, within 5 s. Without a webhook
it says so, and that is no failure. Needs curl.

  --dry-run      show what would be sent

Exit codes: 0 done, 1 failed, 2 misused.
TEXT
}

parse_options "$@"
((${#arguments[@]} == 1)) || misuse "MESSAGE is needed, and nothing else"
[[ -n "${arguments[0]}" ]] || misuse "MESSAGE is empty"
body="{\"text\":$(json_text "${arguments[0]}")}"
if ((dry_run)); then
  echo "Would send $body"
  exit 0
fi
webhook="${HEARTBEAT_ALERT_WEBHOOK:-}"
if [[ -z "$webhook" ]]; then
  echo "$name: no alert was sent, HEARTBEAT_ALERT_WEBHOOK is not set" >&2
  exit 0
fi
[[ "$webhook" =~ ^https?://[^[:space:]\"]+$ ]] || fail "HEARTBEAT_ALERT_WEBHOOK is not an address"
command -v curl >/dev/null || fail "no alert was sent, curl is missing"
# The address is a secret: not among the arguments, which everybody on the machine can read.
if ! error="$(printf 'url = "%s"\n' "$webhook" | curl --config - --silent --show-error --fail \
  --max-time "$time_limit_s" --header 'Content-Type: application/json' --data-raw "$body" \
  --output /dev/null 2>&1)"; then
  fail "no alert was sent: ${error//"$webhook"/the webhook}"
fi
