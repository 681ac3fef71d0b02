# shellcheck shell=bash
# Not every script uses all of it.
# shellcheck disable=SC2034

# What the scripts around the split share. Sourced, never run. On the way of a rollback stands
# nothing but bash, coreutils, util-linux and nginx, and nothing that needs space on the disk.

name="${0##*/}"
scripts="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
readonly name scripts
# How long nginx may take to go over to a new split.
readonly reload_s=5

arguments=()
reason=""
force=0
dry_run=0
init=0
emergency=0
only_down=0
# A rollback waits for a change that is under way; a step does not.
waits=0

# A limit on the size of files is an error of the write, not the end of the script.
trap '' XFSZ

fail() {
  echo "$name: $1" >&2
  exit 1
}

misuse() {
  echo "$name: $1" >&2
  usage >&2
  exit 2
}

# shellcheck source=settings.sh
source "$scripts/split/settings.sh"
# shellcheck source=record.sh
source "$scripts/split/record.sh"
# shellcheck source=live.sh
source "$scripts/split/live.sh"
# shellcheck source=files.sh
source "$scripts/split/files.sh"
# shellcheck source=change.sh
source "$scripts/split/change.sh"

# Sets arguments, reason, force, dry_run and init.
parse_options() {
  while (($# > 0)); do
    case "$1" in
      -h | --help)
        usage
        exit 0
        ;;
      --reason)
        (($# > 1)) || misuse "--reason needs a text"
        reason="$2"
        shift
        ;;
      --reason=*) reason="${1#--reason=}" ;;
      --force) force=1 ;;
      --dry-run) dry_run=1 ;;
      --init) init=1 ;;
      --*) misuse "unknown option '$1'" ;;
      *) arguments+=("$1") ;;
    esac
    shift
  done
}
