# shellcheck shell=bash
# Sourced by run.sh, test.sh and .ci/run: sees to it that a .NET 10 SDK is on PATH.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

have_sdk() { command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }

apt_has_sdk() { apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1; }

ensure_sdk() {
  if ! have_sdk && [[ -x $HOME/.dotnet/dotnet ]]; then # where Microsoft's install script puts it
    export DOTNET_ROOT=$HOME/.dotnet PATH=$HOME/.dotnet:$PATH
  fi
  have_sdk && return
  local how="get it from https://dotnet.microsoft.com/download/dotnet/10.0"
  if command -v apt-get >/dev/null; then
    [[ $(id -u) != 0 ]] || apt-get update -qq || true
    if apt_has_sdk && [[ $(id -u) == 0 ]]; then
      echo "Installing the .NET 10 SDK with apt-get ..."
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq dotnet-sdk-10.0 >/dev/null || true
    elif apt_has_sdk; then
      how="sudo apt-get install dotnet-sdk-10.0"
    fi
  elif command -v brew >/dev/null; then
    echo "Installing the .NET SDK with brew ..."
    brew install --quiet dotnet || true
  fi
  have_sdk && return
  echo "The .NET 10 SDK is missing: $how, then run this again." >&2
  exit 1
}
