# shellcheck shell=bash
# What runs: asked without any tool, over bash's own connections. Sourced.

# ask ADDRESS PATH PATTERN: the first line of the answer that matches, within 2 s.
ask() {
  # shellcheck disable=SC2016
  timeout 2 bash -c '
    exec 3<>"/dev/tcp/${1%:*}/${1##*:}" || exit 1
    printf "GET %s HTTP/1.0\r\nHost: %s\r\nConnection: close\r\n\r\n" "$2" "$1" >&3
    while IFS= read -r line <&3 || [[ -n "$line" ]]; do
      [[ "$line" =~ $3 ]] || continue
      printf "%s\n" "$line"
      exit 0
    done
    exit 1' ask "$@" 2>/dev/null
}

# Sets live_generation and live_percent from the nginx that runs.
read_live() {
  local line pattern='^\{"generation":([0-9]+),"new_percent":([0-9]+)\}'
  line="$(ask "$edge" /edge/split "$pattern")" || return 1
  [[ "$line" =~ $pattern ]]
  live_generation="${BASH_REMATCH[1]}"
  live_percent="${BASH_REMATCH[2]}"
}

# The process of the nginx that runs, or nothing. Never anybody else's, by a file left behind.
master() {
  local pid program=nginx
  [[ -r "$state/nginx.pid" ]] || return 1
  pid="$(<"$state/nginx.pid")"
  [[ "$pid" =~ ^[0-9]+$ ]] && kill -0 "$pid" 2>/dev/null || return 1
  # Not every system can tell.
  [[ ! -r "/proc/$pid/comm" ]] || program="$(<"/proc/$pid/comm")"
  [[ "$program" == nginx* ]] && printf '%s' "$pid"
}

# Says what is wrong with nginx's files, if anything is.
test_files() {
  timeout 10 "$nginx" -t -q -e stderr -p "$state" -c "$conf/nginx.conf" ${globals:+-g "$globals"} 2>&1
}

# await_live GENERATION: three answers in a row, so that no old worker takes connections.
await_live() {
  local deadline=$((SECONDS + reload_s)) seen=0
  while ((SECONDS <= deadline)); do
    if read_live && ((live_generation == $1)); then
      ((++seen < 3)) || return 0
    else
      seen=0
      sleep 0.05
    fi
  done
  return 1
}

# workers MASTER: the processes that serve, where the system tells.
workers() {
  [[ ! -r "/proc/$1/task/$1/children" ]] || printf '%s' "$(<"/proc/$1/task/$1/children")"
}

# await_leaving WORKER...: until each has ended, or finishes what it has begun and takes nothing
# new. Until then a kept connection is still served by the old split.
await_leaving() {
  local deadline=$((SECONDS + reload_s)) worker title serving=1
  while ((serving && SECONDS <= deadline)); do
    serving=0
    for worker in "$@"; do
      title=""
      { IFS= read -r -d '' title <"/proc/$worker/cmdline"; } 2>/dev/null || true
      [[ -z "$title" || "$title" == *"shutting down"* ]] || serving=1
    done
    ((serving == 0)) || sleep 0.05
  done
  ((serving == 0))
}
