#!/usr/bin/env bash
# Installs the heartbeat agent as a service of systemd, and takes it away again.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly here
readonly program=usr/local/lib/lekiwi-heartbeat
readonly settings=etc/lekiwi-heartbeat
readonly unit=etc/systemd/system/lekiwi-heartbeat.service

usage() {
  cat <<'TEXT'
Usage: sudo ./install.sh [OPTIONS]            installs or updates, and starts
       sudo ./install.sh --uninstall [--purge]

  --server URL     where beats go, such as http://fleet.example:8080
  --robot-id ID    the robot's id (default: the host's name)
  --site NAME      where the robot stands
  --type TYPE      lekiwi or xle (default: by the number of its motor buses)
  --uninstall      stop the agent and remove it; settings and late beats stay
  --purge          with --uninstall: remove these too
  --root DIR       install below DIR, for an image; nothing is started
  --dry-run        say what would be done, and do nothing

Settings that are there already are kept, except for those that are given here.
Exit codes: 0 done, 1 failed, 2 misused.
TEXT
}

misused() {
  echo "install.sh: $1; see --help" >&2
  exit 2
}

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

# run COMMAND...: or says what it would run.
run() {
  if [[ -n "$dry_run" ]]; then echo "would run: $*"; else "$@"; fi
}

# set_value NAME VALUE: in the file of settings, in place of the line that is there, active or not.
set_value() {
  local line="LEKIWI_HEARTBEAT_$1=$2" file="$root/$settings/agent.env"
  if [[ -n "$dry_run" ]]; then
    echo "would set: $line"
    return
  fi
  NAME="LEKIWI_HEARTBEAT_$1" LINE="$line" awk '
    { name = $0; sub(/^#/, "", name); sub(/=.*/, "", name) }
    name == ENVIRON["NAME"] { if (!done) print ENVIRON["LINE"]; done = 1; next }
    { print }
    END { if (!done) print ENVIRON["LINE"] }' "$file" >"$file.new"
  chmod 640 "$file.new"
  mv "$file.new" "$file"
}

# Asks the agent itself whether what will stand in the file of settings is right.
check() {
  local file="$root/$settings/agent.env" pair
  copy="$(mktemp)"
  trap 'rm -f "$copy"' EXIT
  [[ ! -f "$file" ]] || cp "$file" "$copy"
  for pair in "${values[@]}"; do
    echo "LEKIWI_HEARTBEAT_$pair" >>"$copy"
  done
  env -i PATH="$PATH" python3 -I "$here/heartbeat_agent.py" --config "$copy" --once --print >/dev/null ||
    fail "these settings are wrong; nothing was changed"
}

install_agent() {
  command -v python3 >/dev/null || fail "python3 is missing: sudo apt-get install -y python3"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' || fail "Python 3.9 or newer is needed"
  command -v ss >/dev/null || [[ -x /usr/sbin/ss || -x /sbin/ss ]] ||
    echo "ss is missing: whether commands flow will not be known; sudo apt-get install -y iproute2" >&2
  check
  run install -d -m 755 "$root/$program" "$root/$settings" "$root/${unit%/*}"
  run install -m 755 "$here/heartbeat_agent.py" "$root/$program/heartbeat_agent.py"
  run install -m 644 "$here/README.md" "$root/$program/README.md"
  run install -m 644 "$here/systemd/lekiwi-heartbeat.service" "$root/$unit"
  [[ -f "$root/$settings/agent.env" ]] ||
    run install -m 640 "$here/systemd/agent.env" "$root/$settings/agent.env"
  local pair
  for pair in "${values[@]}"; do
    set_value "${pair%%=*}" "${pair#*=}"
  done
  [[ -z "$root" ]] || return 0
  run systemctl daemon-reload
  if [[ -z "$dry_run" ]] && ! grep -q '^LEKIWI_HEARTBEAT_SERVER=.' "/$settings/agent.env"; then
    echo "Installed, and not started: set LEKIWI_HEARTBEAT_SERVER in /$settings/agent.env, then"
    echo "  sudo systemctl enable --now lekiwi-heartbeat"
    return 0
  fi
  run systemctl enable lekiwi-heartbeat
  run systemctl restart lekiwi-heartbeat
  [[ -n "$dry_run" ]] || echo "The agent runs: journalctl -u lekiwi-heartbeat"
}

uninstall_agent() {
  if [[ -z "$root" && -e "/$unit" ]]; then
    run systemctl disable --now lekiwi-heartbeat
  fi
  run rm -rf "$root/${unit:?}" "$root/${program:?}"
  if [[ -n "$purge" ]]; then
    run rm -rf "$root/${settings:?}" "$root/var/lib/lekiwi-heartbeat" "$root/var/lib/private/lekiwi-heartbeat"
  fi
  [[ -n "$root" ]] || run systemctl daemon-reload
}

root=""
dry_run=""
uninstall=""
purge=""
values=()
while (($# > 0)); do
  case "$1" in
    --server | --robot-id | --site | --type | --root)
      [[ -n "${2:-}" ]] || misused "$1 needs a value"
      [[ "$2" != *$'\n'* ]] || misused "$1 is one line"
      case "$1" in
        --server) values+=("SERVER=$2") ;;
        --robot-id) values+=("ROBOT_ID=$2") ;;
        --site) values+=("SITE=$2") ;;
        --type) values+=("TYPE=$2") ;;
        --root)
          [[ -d "$2" ]] || misused "--root: there is no directory $2"
          root="${2%/}"
          ;;
      esac
      shift
      ;;
    --uninstall) uninstall=yes ;;
    --purge) purge=yes ;;
    --dry-run) dry_run=yes ;;
    -h | --help)
      usage
      exit 0
      ;;
    *) misused "unknown option '$1'" ;;
  esac
  shift
done
[[ -z "$purge" || -n "$uninstall" ]] || misused "--purge goes with --uninstall"
[[ -z "$uninstall" || ${#values[@]} -eq 0 ]] || misused "--uninstall takes no settings"
if [[ -z "$root" && -z "$dry_run" ]]; then
  ((EUID == 0)) || fail "root is needed: sudo $0"
  command -v systemctl >/dev/null || fail "systemd is missing"
fi
if [[ -n "$uninstall" ]]; then uninstall_agent; else install_agent; fi
