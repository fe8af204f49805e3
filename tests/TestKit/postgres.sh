#!/usr/bin/env bash
# postgres.sh OWNER [SETTING …]: starts a PostgreSQL server of its own on loopback and prints its port. When the process OWNER has
# ended, however it ended, the server is stopped and its folder deleted; nobody waits for that.
set -euo pipefail
owner=$1
shift

bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
  echo "PostgreSQL is not installed: apt-get install postgresql, or run ./test, which does it." >&2
  exit 1
fi

folder=$(mktemp -d -t sakimori-pg-XXXXXX)
cd "$folder"
as=()
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi

"${as[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust --locale=C.UTF-8 -E UTF8 >"$folder/initdb" 2>&1 || { cat "$folder/initdb" >&2; exit 1; }

# A free port may be taken before the server binds it, so another is tried.
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 12000))
  if "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= $*" start >"$folder/start" 2>&1; then
    (
      tail --pid="$owner" -f /dev/null
      "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop || true
      cd /
      rm -rf "$folder"
    ) >/dev/null 2>&1 </dev/null &
    echo "$port"
    exit 0
  fi
done
cat "$folder/start" "$folder/log" >&2
exit 1
