#!/usr/bin/env bash
# Builds the service and runs it in the foreground. Ctrl-C stops it, and the database if one was started for it.
#
#   ./run.sh
#
# Read from the environment: ConnectionStrings__Screening (else a database is found or started, see
# SCREENING_DATABASE=local|docker|npm|apt), ASPNETCORE_URLS, ASPNETCORE_ENVIRONMENT, Auth__BootstrapKey.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source .ci/sdk.sh
app=artifacts/app

is_taken() { (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

choose_url() {
  local port=8080
  while is_taken "$port"; do port=$((port + 1)); done
  [[ $port == 8080 ]] || echo "Port 8080 is taken: using $port."
  export ASPNETCORE_URLS=http://127.0.0.1:$port
}

ensure_sdk
echo "Building (about a minute the first time) ..."
dotnet publish src/ScreeningApi -c Release -o "$app" --nologo -v quiet

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
[[ -n ${ASPNETCORE_URLS:-} ]] || choose_url
if [[ -n ${ConnectionStrings__Screening:-} ]]; then
  dotnet "$app/ScreeningApi.dll" migrate
fi
exec dotnet "$app/ScreeningApi.dll" serve "$@"
