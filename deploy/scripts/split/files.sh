# shellcheck shell=bash
# The file that is the desired split. Sourced.

# read_split FILE: sets read_generation and read_percent; fails when it is no split.
read_split() {
  local text
  # Reading what is not there would end the script.
  [[ -r "$1" ]] || return 1
  text="$(<"$1")"
  [[ "$text" =~ split_generation\ \{\ default\ ([0-9]+)\;.*split_new_percent\ \{\ default\ ([0-9]+)\;.*\*\ (legacy|new)\; ]] ||
    return 1
  read_generation="${BASH_REMATCH[1]}"
  read_percent="${BASH_REMATCH[2]}"
}

# The text of a split. nginx takes no 0 % and no 100 %; the last line is everybody else.
split_text() {
  printf '# Written by %s; a change by hand is lost with the next step.\n' update_traffic_split.sh
  # shellcheck disable=SC2016
  printf 'map "" $split_generation { default %s; }\nmap "" $split_new_percent { default %s; }\n' "$1" "$2"
  # shellcheck disable=SC2016
  printf 'split_clients "$split_salt $split_key" $split_side {\n'
  case "$2" in
    0) printf '  * legacy;\n' ;;
    100) printf '  * new;\n' ;;
    *) printf '  %s%% new;\n  * legacy;\n' "$2" ;;
  esac
  printf '}\n'
}

# write_split FILE GENERATION PERCENT: whole and on the disk, or not at all.
write_split() {
  local text
  text="$(split_text "$2" "$3")"
  if printf '%s\n' "$text" >"$1.next" && [[ "$(<"$1.next")" == "$text" ]] && sync "$1.next" &&
    mv -f "$1.next" "$1"; then
    return
  fi
  rm -f "$1.next"
  return 1
}
