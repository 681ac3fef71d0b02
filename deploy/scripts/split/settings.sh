# shellcheck shell=bash
# Where the edge is: environment variables, else a file edge.env, else defaults. Sourced.

settings_help() {
  cat <<'TEXT'
Where the edge is, from the environment; else from the file edge.env beside the scripts, or from
the local stack's in .heartbeat/nginx (or the one in HEARTBEAT_EDGE_ENV):

  HEARTBEAT_NGINX_CONF      the directory with nginx.conf (default ../nginx beside the scripts)
  HEARTBEAT_NGINX_STATE     nginx's -p, with nginx.pid (default /var/lib/lekiwi-heartbeat/nginx)
  HEARTBEAT_NGINX_GLOBALS   nginx's -g, without its "daemon" (default none)
  HEARTBEAT_NGINX           the program (default: found)
  HEARTBEAT_EDGE            where it answers without TLS (default 127.0.0.1:8080)
  HEARTBEAT_LEGACY          the legacy (default 127.0.0.1:8000)
  HEARTBEAT_ADAPTER         a legacy-adapter (default 127.0.0.1:8015)
  HEARTBEAT_PATIENCE_S      how long a rollback waits for a change under way (default 15 seconds)
  HEARTBEAT_ROLLOUT_LOG     what was changed, a JSON object a line (default STATE/logs/rollout.log)
  HEARTBEAT_ALERT_WEBHOOK   who is told; a secret, from the environment only

Exit codes: 0 done, 1 failed or refused, 2 misused.
TEXT
}

# Sets conf, state, globals, nginx, edge, legacy, adapter, patience and log.
settings() {
  local file line key
  [[ -z "${HEARTBEAT_EDGE_ENV:-}" || -r "$HEARTBEAT_EDGE_ENV" ]] || fail "cannot read $HEARTBEAT_EDGE_ENV (HEARTBEAT_EDGE_ENV)"
  for file in "${HEARTBEAT_EDGE_ENV:-}" "$scripts/edge.env" "$scripts/../../.heartbeat/nginx/edge.env"; do
    [[ -n "$file" && -r "$file" ]] || continue
    while IFS= read -r line || [[ -n "$line" ]]; do
      key="${line%%=*}"
      case "$key" in
        HEARTBEAT_NGINX | HEARTBEAT_NGINX_CONF | HEARTBEAT_NGINX_STATE | HEARTBEAT_NGINX_GLOBALS | \
          HEARTBEAT_EDGE | HEARTBEAT_LEGACY | HEARTBEAT_ADAPTER | HEARTBEAT_PATIENCE_S | \
          HEARTBEAT_ROLLOUT_LOG)
          [[ -n "${!key+set}" ]] || printf -v "$key" '%s' "${line#*=}"
          ;;
        "" | "#"*) ;;
        *) fail "$file: unknown setting '$key'" ;;
      esac
    done <"$file"
    break
  done
  conf="${HEARTBEAT_NGINX_CONF:-$scripts/../nginx}"
  state="${HEARTBEAT_NGINX_STATE:-/var/lib/lekiwi-heartbeat/nginx}"
  globals="${HEARTBEAT_NGINX_GLOBALS:-}"
  edge="${HEARTBEAT_EDGE:-127.0.0.1:8080}"
  legacy="${HEARTBEAT_LEGACY:-127.0.0.1:8000}"
  adapter="${HEARTBEAT_ADAPTER:-127.0.0.1:8015}"
  # What one change may take at most: the check of nginx's files and the reload.
  patience="${HEARTBEAT_PATIENCE_S:-15}"
  [[ "$patience" =~ ^[1-9][0-9]{0,3}$ ]] || fail "HEARTBEAT_PATIENCE_S is a number of seconds, not '$patience'"
  log="${HEARTBEAT_ROLLOUT_LOG:-$state/logs/rollout.log}"
  # An ordinary user's path does not reach where Debian puts nginx.
  nginx="${HEARTBEAT_NGINX:-$(PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v nginx || true)}"
  [[ -d "$conf/split" ]] || fail "there is no split in $conf (HEARTBEAT_NGINX_CONF)"
}
