#!/usr/bin/env bash
# Goes back to the phase before.
set -euo pipefail
# shellcheck source=split/options.sh
source "$(dirname "${BASH_SOURCE[0]}")/split/options.sh"

usage() {
  cat <<'TEXT'
Usage: universal_rollback.sh PHASE REASON [OPTIONS]

Goes back from a phase to the one before it:

  canary_10      0 % on the new system
  rollout_25     10 %
  rollout_50     25 %
  full_100       50 %
  emergency      0 %, from wherever it is
  current        the phase is read from the live split

It never moves robots to the new system: when the live split is below the one to go back to,
it refuses. A legacy that does not answer is refused too.

  --force        also when the legacy does not answer; in an emergency also past a change that
                 is under way and does not end
  --dry-run      check everything, change nothing

TEXT
  settings_help
}

# The percentage before the live one.
before_live() {
  settings
  read_live || fail "nginx does not tell the split at http://$edge/edge/split: nothing was changed"
  if ((live_percent > 50)); then
    target=50
  elif ((live_percent > 25)); then
    target=25
  elif ((live_percent > 10)); then
    target=10
  else
    target=0
  fi
}

parse_options "$@"
if ((${#arguments[@]} == 2)); then
  reason="${arguments[1]}"
elif ((${#arguments[@]} != 1)); then
  misuse "PHASE and REASON are needed, and nothing else"
fi
[[ -n "$reason" ]] || misuse "REASON is needed"
case "${arguments[0]}" in
  canary_10) target=0 ;;
  rollout_25) target=10 ;;
  rollout_50) target=25 ;;
  full_100) target=50 ;;
  emergency)
    target=0
    emergency=1
    ;;
  current) before_live ;;
  *) misuse "unknown phase '${arguments[0]}'" ;;
esac
only_down=1
waits=1
change_split "$target"
