# One client with a server, where the names of the service lead to this machine. Called by `run`.
set -euo pipefail

here=$1
names='graph.microsoft.com login.microsoftonline.com login.microsoft.com login.windows.net sts.windows.net management.azure.com'

printf '127.0.0.1 localhost %s\n::1 localhost\n' "$names" >"$WORK/hosts"
mount --bind "$WORK/hosts" /etc/hosts
ip link set lo up

"$BINARY" serve --port 8585 --https-port 443 --data "$WORK/data" --seed "$here/tenant.json" --auth strict \
  >"$WORK/out" 2>"$WORK/err" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true' EXIT
for _ in $(seq 300); do
  grep -q '^Listening on http:' "$WORK/out" && break
  kill -0 "$server" 2>/dev/null || { cat "$WORK/err" >&2; exit 1; }
  sleep 0.1
done

ca=$("$BINARY" cert --ca-path --data "$WORK/data")
export REQUESTS_CA_BUNDLE=$ca SSL_CERT_FILE=$ca
export PATH="$ENVIRONMENT/bin:$PATH"
cd "$WORK"
"$here/$CLIENT/check" || { cat "$WORK/err" >&2; exit 1; }
