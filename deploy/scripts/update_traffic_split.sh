#!/usr/bin/env bash
# Sets how many percent of the robots are on the new system.
set -euo pipefail
# shellcheck source=split/options.sh
source "$(dirname "${BASH_SOURCE[0]}")/split/options.sh"

usage() {
  cat <<'TEXT'
Usage: update_traffic_split.sh PERCENT [OPTIONS]
       update_traffic_split.sh --init [PERCENT]

Sets how many percent of the robots that speak the legacy's dialect are on the new system:
0 to 100. Returns when the live nginx says so; whatever fails before that leaves the old split.

  --reason TEXT  why, for the log
  --force        also when the side that gets robots does not answer
  --dry-run      check everything, change nothing
  --init         write the first split (default 0), before nginx is started; one that is
                 there stays

TEXT
  settings_help
}

init() {
  settings
  local percent="${1:-0}" line
  if [[ ! -e "$conf/split/split.conf" ]]; then
    line="$(write_split "$conf/split/split.conf" 1 "$percent" 2>&1)" || fail "$line"
    echo "The split is $percent % on the new system when nginx starts (generation 1)"
  fi
  [[ -e "$conf/split/rollback.conf" ]] && return
  read_split "$conf/split/split.conf" || fail "$conf/split/split.conf is not a split"
  line="$(write_split "$conf/split/rollback.conf" "$((read_generation + 1))" 0 2>&1)" || fail "$line"
}

parse_options "$@"
if ((init)); then
  ((${#arguments[@]} <= 1)) || misuse "one PERCENT at most"
else
  ((${#arguments[@]} == 1)) || misuse "PERCENT is needed, and nothing else"
fi
percent="${arguments[0]:-0}"
[[ "$percent" =~ ^(0|[1-9][0-9]?|100)$ ]] || misuse "PERCENT is a whole number from 0 to 100, not '$percent'"
if ((init)); then
  init "$percent"
else
  change_split "$percent"
fi
