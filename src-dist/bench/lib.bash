# Shared by src-dist/bench/run: processes on their cores, figures kept by name, and rows of the table. Sourced, not run.
# shellcheck shell=bash

# fail TEXT: ends everything with a message
fail() { echo "bench: $*" >&2; exit 1; }

# ---- processes

group=

# apart COMMAND...: runs it in a process group of its own, whose every process has ended when this returns; false where it failed
apart() {
  local state=0
  set -m
  "$@" &
  group=$!
  set +m
  wait "$group" || state=$?
  end_group
  return "$state"
}

# end_group: ends whatever is left of the group, in five seconds by force
end_group() {
  [ -n "$group" ] || return 0
  kill -- "-$group" 2>/dev/null || true
  for _ in $(seq 50); do kill -0 -- "-$group" 2>/dev/null || { group=; return 0; }; sleep 0.1; done
  kill -KILL -- "-$group" 2>/dev/null || true
  group=
}

# stop_server: ends the server of this part
stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

# serve COMMAND...: starts a server on its core and waits until it prints its address: $url, $port, $server
serve() {
  stop_server
  : >"$dir/server.log"
  taskset -c "$server_cpu" "$@" >"$dir/server.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    url=$(grep -oE 'http://[0-9.]+:[0-9]+' "$dir/server.log" | head -n 1 || true)
    if [ -n "$url" ]; then port=${url##*:}; return 0; fi
    kill -0 "$server" 2>/dev/null || { cat "$dir/server.log" >&2; fail "the server ended at once: $*"; }
    sleep 0.1
  done
  fail "the server did not start: $*"
}

# simulator PROFILE [OPTION...]: Plimsoll's simulator, its log of true times in $truth
simulator() {
  truth=$dir/truth.jsonl
  rm -f "$truth"
  serve "$plimsoll" simulator --port 0 --profile "$@"
}

java_tool() { "$jdk/bin/java" -XX:+UseSerialGC -Xmx2g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$dir/classes:${classpath:-$lib/*}" "$@"; }

# client COMMAND...: runs it on the client's core, at most $longest seconds; its CPU seconds (user + system) in $cpu
client() {
  local TIMEFORMAT='%U %S'
  { time timeout --foreground "$longest" taskset -c "$client_cpu" "$@" >"$dir/client.out" 2>"$dir/client.err"; } 2>"$dir/client.time" ||
    { cat "$dir/client.out" "$dir/client.err" >&2; fail "failed or took longer than $longest s: $*"; }
  cpu=$(awk '{ print $1 + $2 }' "$dir/client.time")
}

# warm BODY: two seconds of requests, so that no measured one meets a server that is not compiled yet
warm() {
  BODY=$1 timeout --foreground "$longest" taskset -c "$client_cpu" wrk -t1 -c16 -d2 -s "$here/request.lua" "$url" >/dev/null ||
    fail "could not warm the server"
}

# plimsoll_run ARGS...: one run without a file, its one worker on the client's core; folder in $run, summary in $dir/summary.json
plimsoll_run() {
  (cd "$dir" && exec timeout --foreground "$longest" taskset -c "$coordinator_cpus" "$plimsoll" run --target "$url" --format json --json \
    --override 'benchmarks[0].workers=1' "$@" >summary.json 2>run.log) &
  local starter=$! coordinator='' worker='' state=0
  while kill -0 "$starter" 2>/dev/null; do
    if [ -z "$worker" ]; then
      coordinator=$(pgrep -P "$starter" | head -n 1 || true)
      worker=$([ -z "$coordinator" ] || pgrep -P "$coordinator" -f WorkerMain | head -n 1 || true)
      [ -z "$worker" ] || taskset -apc "$client_cpu" "$worker" >/dev/null 2>&1 || worker=
      sleep 0.05
    else
      break
    fi
  done
  wait "$starter" || state=$?
  [ "$state" = 0 ] || { tail -n 20 "$dir/run.log" >&2; fail "the run failed (exit $state): $*"; }
  [ -n "$worker" ] || fail "the worker was not found, so it ran on no core of its own"
  run=$(find "$dir/plimsoll-runs" -mindepth 1 -maxdepth 1 -type d ! -name '.*' -printf '%T@ %p\n' | sort -g | tail -n 1 | cut -d' ' -f2-)
  [ "$(jq '[.stages[].requests | .errored + .dropped] | add' "$dir/summary.json")" = 0 ] || echo "bench: requests failed in: $*" >&2
}

# ---- figures: a file a name, a line a run

# keep NAME VALUE
keep() { echo "$2" >>"$dir/figures/$1"; }

# ratio NAME OVER UNDER: of what was kept last
ratio() { keep "$1" "$(awk -v a="$(tail -n 1 "$dir/figures/$2")" -v b="$(tail -n 1 "$dir/figures/$3")" 'BEGIN { print a / b }')"; }

# figures PREFIX WHAT ARGS...: all that the tool Figures tells, each kept as PREFIX.name
figures() {
  local prefix=$1 name value
  shift
  java_tool Figures "$@" >"$dir/told" || fail "Figures $* failed"
  while IFS='=' read -r name value; do keep "$prefix.$name" "$value"; done <"$dir/told"
}

# ---- the table

# row LABEL NAME SCALE UNIT [OPERATOR GOAL]: median (least - most) and whether the goal is met by the median
row() {
  local file=$dir/figures/$2
  [ -s "$file" ] || return 0
  sort -g "$file" | awk -v label="$1" -v scale="$3" -v unit="$4" -v op="${5:-}" -v goal="${6:-}" '
    function f(x,   s) {
      s = x < 0 ? -x : x
      x = s >= 1000 ? sprintf("%.0f", x) : s >= 100 ? sprintf("%.0f", x) : s >= 10 ? sprintf("%.1f", x) : sprintf("%.2f", x)
      while (match(x, /[0-9][0-9][0-9][0-9]($|,)/)) x = substr(x, 1, RSTART) "," substr(x, RSTART + 1)
      return x
    }
    { v[NR] = $1 * scale }
    END {
      m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
      met = op == "" ? "" : (op == "<=" ? m <= goal : m >= goal) ? "met" : "missed"
      printf "| %s | %s | %s (%s - %s)%s | %s |\n", label, op == "" ? "" : (op == "<=" ? "≤ " : "≥ ") f(goal) unit, f(m), f(v[1]), f(v[NR]), unit, met
    }'
}
