#!/usr/bin/env bash
# Moves all robots back to the legacy.
set -euo pipefail
# shellcheck source=split/options.sh
source "$(dirname "${BASH_SOURCE[0]}")/split/options.sh"

usage() {
  cat <<'TEXT'
Usage: rollback_canary.sh [emergency] [OPTIONS]

Moves all robots back to the legacy: 0 % on the new system. Needs bash, coreutils, util-linux
and nginx, and no space on the disk. A legacy that does not answer is refused, for it would
answer nobody.

  emergency      says so in the log and in the alert; with --force also past a change that
                 is under way and does not end
  --reason TEXT  why, for the log
  --force        also when the legacy does not answer
  --dry-run      check everything, change nothing

TEXT
  settings_help
}

parse_options "$@"
((${#arguments[@]} <= 1)) || misuse "one argument at most"
case "${arguments[0]:-}" in
  "") ;;
  emergency) emergency=1 ;;
  *) misuse "unknown argument '${arguments[0]}'" ;;
esac
waits=1
change_split 0
