# shellcheck shell=bash
# ./dev drill, ./dev faults and ./dev crowd: the drills of the suite, longer and with more callers.

DRILL_ROUNDS=50
FAULT_ROUNDS=20
FAULT_KINDS=6
FAULT_DISK_MIB=1024
CROWD_CONNECTIONS=20000
RUSH_CALLERS=2000
FILES_OF_ITS_OWN=1500

is_whole_number() {
  case $1 in '' | *[!0-9]*) return 1 ;; esac
  [ "${#1}" -le 18 ]
}

# [rounds] [seed]
drill() {
  local rounds=${1:-$DRILL_ROUNDS} seed=${2:-$RANDOM$RANDOM} log=$ROOT/target/dev-drill.log report=$ROOT/app/target/crash-drill.txt
  [ $# -le 2 ] || misuse "./dev drill [rounds] [seed]"
  if ! is_whole_number "$rounds" || [ "$rounds" -eq 0 ]; then misuse "'$rounds' is no number of rounds."; fi
  is_whole_number "$seed" || misuse "'$seed' is no seed: a whole number."
  headline "Killing Marque $rounds times; seed $seed"
  rm -f "$report"
  run_maven "$log" verify -pl app -am -Dspotless.check.skip=true -Dtest="$NO_CLASS" -Dit.test=CrashDrillIT \
    -Ddrill.rounds="$rounds" -Ddrill.seed="$seed" || {
    explain_maven_failure "$log"
    die "The drill failed. The same pauses again: ./dev drill $rounds $seed"
  }
  cat "$report"
}

# A small file system for data that is to run out of room: one that is mounted here, which takes root, or one's own.
fault_folder() {
  local folder=${MARQUE_FAULT_DISK:-$ROOT/target/fault-disk}
  mkdir -p "$folder"
  [ -n "${MARQUE_FAULT_DISK:-}" ] ||
    mount -t tmpfs -o "size=${FAULT_DISK_MIB}m,mode=1777" tmpfs "$folder" 2>/dev/null ||
    die "The drill fills a disk, and no small one could be mounted here (that takes root)." \
      "Set MARQUE_FAULT_DISK to an empty folder on a file system of less than 2 GiB."
  printf '%s' "$folder"
}

free_fault_folder() {
  [ -z "${MARQUE_FAULT_DISK:-}" ] || return 0
  umount "$1" 2>/dev/null || true
  rm -rf "$1"
}

# [rounds] [seed]
faults() {
  local rounds=${1:-$FAULT_ROUNDS} seed=${2:-$RANDOM$RANDOM} log=$ROOT/target/dev-faults.log status=0 folder
  local report=$ROOT/app/target/fault-drill.txt
  [ $# -le 2 ] || misuse "./dev faults [rounds] [seed]"
  is_whole_number "$rounds" || misuse "'$rounds' is no number of rounds."
  [ "$rounds" -ge "$FAULT_KINDS" ] || misuse "There are $FAULT_KINDS kinds of faults, so there are at least $FAULT_KINDS rounds."
  is_whole_number "$seed" || misuse "'$seed' is no seed: a whole number."
  folder=$(fault_folder) || exit
  headline "Breaking something $rounds times while programs are at work; seed $seed"
  rm -f "$report"
  run_maven "$log" verify -pl app -am -Dspotless.check.skip=true -Dtest="$NO_CLASS" -Dit.test=FaultDrillIT \
    -Ddrill.rounds="$rounds" -Ddrill.seed="$seed" -Ddrill.folder="$folder" || status=$?
  free_fault_folder "$folder"
  if [ $status -ne 0 ]; then
    explain_maven_failure "$log"
    die "The drill failed. The same faults again: ./dev faults $rounds $seed"
  fi
  cat "$report"
}

# <log> -> the figures that the tests printed
crowd_figures() {
  sed -n -e '/^| /p' -e '/^Beside /,/^lost /p' "$1"
}

# [connections] [callers]
crowd() {
  local files most connections callers=${2:-$RUSH_CALLERS} log=$ROOT/target/dev-crowd.log
  files=$(ulimit -n)
  [ "$files" != unlimited ] || files=1000000
  # As many again are of other kinds, four for each ten; and either side has files of its own.
  most=$(((files - FILES_OF_ITS_OWN) * 10 / 14))
  connections=${1:-$CROWD_CONNECTIONS}
  [ $# -le 2 ] || misuse "./dev crowd [connections] [callers]"
  is_whole_number "$connections" || misuse "'$connections' is no number of connections."
  is_whole_number "$callers" || misuse "'$callers' is no number of callers."
  if [ "$connections" -gt "$most" ]; then
    complain "ulimit -n is $files, so there will be $most idle connections."
    connections=$most
  fi
  headline "$connections idle connections, and $callers callers at once"
  run_maven "$log" verify -pl app -am -Dspotless.check.skip=true -Dtest="$NO_CLASS" \
    -Dit.test='TwoProcessesIT#beyondCapacity*+callersThatTakeUpRoom*' -Dcrowd.idle="$connections" -Drush.size="$callers" || {
    explain_maven_failure "$log"
    die "The crowd got in somebody's way."
  }
  crowd_figures "$log"
}
