# shellcheck shell=bash
# How a split is changed: the whole step, or nothing. Sourced.

# refuse TARGET MESSAGE
refuse() {
  if ! ((dry_run)); then
    record "${live_percent:-null}" "$1" null refused "$2"
    ((live_seen == 0)) || alert "Split not changed to $1 %, it stays at $live_percent %: $2"
  fi
  fail "$2"
}

# take_lock TARGET: on the directory, so that no file has to be made.
take_lock() {
  exec 9<"$conf/split"
  if ((waits)); then
    flock -w "$patience" 9 && return
  else
    flock -n 9 && return
  fi
  if ((emergency && force)); then
    echo "$name: going past another change that is under way" >&2
    return
  fi
  refuse "$1" "another change is under way: nothing was changed"
}

# require_gainer TARGET: the side that gets robots must answer.
require_gainer() {
  local side="legacy" address="$legacy"
  if (($1 > live_percent)); then
    side="legacy-adapter"
    address="$adapter"
  fi
  ask "$address" /health '^HTTP/1\.[01] 200' >/dev/null && return
  if ((force)); then
    echo "$name: the $side at $address does not answer; going on, as asked" >&2
  else
    refuse "$1" "the $side at $address does not answer, and would get robots: nothing was changed (--force goes on)"
  fi
}

# On every way out but the good one: all is again what it was.
put_back() {
  mv -f "$conf/split/split.conf.previous" "$conf/split/split.conf"
  ((reloaded == 0)) || kill -HUP "$pid"
}

# twin FILE OTHER: a second name takes no space. Where there are no such names, a copy.
twin() {
  # An earlier run may have been killed.
  rm -f "$2"
  ln -f "$1" "$2" 2>/dev/null || cp "$1" "$2" 2>/dev/null
}

# stage TARGET: sets generation. For 0 % a file lies ready, so that a full disk is no hindrance.
stage() {
  local file="$conf/split" error
  generation=$((live_generation + 1))
  if read_split "$file/split.conf" && ((read_generation >= generation)); then
    generation=$((read_generation + 1))
  fi
  if read_split "$file/rollback.conf" && ((read_generation >= generation)); then
    generation="$read_generation"
    (($1 > 0 || read_percent > 0)) || return 0
  fi
  if (($1 > 0)); then
    # First, so that there is a way back before there is a way forward.
    error="$(write_split "$file/rollback.conf" $((generation + 1)) 0 2>&1)" || refuse_write "$1" "$error"
    error="$(write_split "$file/split.conf.staged" "$generation" "$1" 2>&1)" || refuse_write "$1" "$error"
  else
    error="$(write_split "$file/rollback.conf" "$generation" 0 2>&1)" || refuse_write "$1" "$error"
  fi
}

refuse_write() {
  refuse "$1" "cannot write: ${2##*: }; nothing was changed$( (($1 > 0)) && echo " (rollback_canary.sh needs no space)")"
}

# change_split TARGET: sets the split, and returns when the live nginx says so.
change_split() {
  local target="$1" error
  live_seen=0
  reloaded=0
  settings
  take_lock "$target"
  read_live || refuse "$target" "nginx does not tell the split at http://$edge/edge/split: nothing was changed"
  live_seen=1
  from="$live_percent"
  if ((only_down && target > from)); then
    refuse "$target" "the split is $from %: going to $target % would be no rollback; nothing was changed"
  fi
  if ((target == from)) && read_split "$conf/split/split.conf" && ((read_percent == target)); then
    echo "The split is $target % on the new system already (generation $live_generation)"
    ((dry_run)) || record "$from" "$target" "$live_generation" unchanged ""
    return
  fi
  ((target == from)) || require_gainer "$target"
  pid="$(master)" || refuse "$target" "no nginx runs by $state/nginx.pid (HEARTBEAT_NGINX_STATE): nothing was changed"
  [[ -x "$nginx" ]] || refuse "$target" "there is no nginx program to test the files with (HEARTBEAT_NGINX)"
  if ((dry_run)); then
    error="$(test_files)" || fail "nginx's configuration is broken: $error"
    echo "Would change the split from $from % to $target % on the new system"
    return
  fi
  stage "$target"
  swap "$target"
  echo "The split is $target % on the new system (was $from %, generation $generation)"
  record "$from" "$target" "$generation" "done" ""
  alert "$( ((emergency)) && echo "EMERGENCY: ")Split changed from $from % to $target % on the new system${reason:+: $reason}"
  if ((target == 0)) && ! error="$(write_split "$conf/split/rollback.conf" $((generation + 1)) 0 2>&1)"; then
    echo "$name: the file for the next rollback could not be written: ${error##*: }" >&2
  fi
}

# swap TARGET: the staged file in, or everything as it was.
swap() {
  local split="$conf/split" error old=()
  if (($1 == 0)); then
    twin "$split/rollback.conf" "$split/split.conf.staged" || refuse "$1" "cannot use $split/rollback.conf: nothing was changed"
  fi
  twin "$split/split.conf" "$split/split.conf.previous" || refuse "$1" "cannot keep $split/split.conf: nothing was changed"
  trap put_back EXIT
  mv -f "$split/split.conf.staged" "$split/split.conf"
  error="$(test_files)" || refuse "$1" "nginx's configuration is broken, the split stays at $from %: $error"
  # A list of numbers, meant to be split.
  # shellcheck disable=SC2207
  old=($(workers "$pid"))
  reloaded=1
  kill -HUP "$pid"
  if ! await_live "$generation"; then
    live_percent="$from"
    refuse "$1" "nginx did not go over to generation $generation within $reload_s s; the old split is put back, see $state/logs/error.log"
  fi
  trap - EXIT
  await_leaving "${old[@]}" || echo "$name: an old worker of nginx does not go, and may still serve connections that it has" >&2
  rm -f "$split/split.conf.previous"
}
