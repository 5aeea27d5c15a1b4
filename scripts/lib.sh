# Shared by the check scripts; sourced from the root of the project. A script that stops says where.

set -o errtrace
trap 'status=$?; echo "${0##*/}: line $LINENO: «$BASH_COMMAND» ended with $status" >&2' ERR

target=${CARGO_TARGET_DIR:-target}

# need_command COMMAND PACKAGE: installs the Debian package where the command is missing.
need_command() {
    command -v "$1" >/dev/null && return
    install_packages "$2"
}

install_packages() {
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >&2 ||
        fail "cannot install $*: it takes Debian, root and a network"
}

# fail MESSAGE: ends the script, also from inside $( ).
fail() {
    echo "${0##*/}: $*" >&2
    exit 1
}

# need_office PART LIBRARY: LibreOffice with one of its programs (calc: libsclo.so, writer: libswlo.so), which may be
# missing from it; with a screen and without are packages that exclude each other.
need_office() {
    local program
    program=$(command -v soffice || true)
    if [ -n "$program" ]; then
        program=$(readlink -f "$program")
        [ -e "$(dirname "$program")/$2" ] && return
    fi
    if [ -n "$program" ] && dpkg -s libreoffice-core >/dev/null 2>&1; then
        install_packages "libreoffice-$1"
    else
        install_packages "libreoffice-$1-nogui"
    fi
}

# venv NAME PACKAGE...: a Python with these packages; prints its path.
venv() {
    local folder=$target/venv-$1
    shift
    if ! "$folder/bin/python" -c '' 2>/dev/null; then
        rm -rf "$folder"
        mkdir -p "$target"
        python3 -m venv "$folder" >&2 || {
            install_packages python3 python3-venv
            rm -rf "$folder"
            python3 -m venv "$folder" >&2 || fail "cannot make a Python environment in $folder"
        }
    fi
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@" >&2 ||
        fail "pip cannot install $*"
    realpath --no-symlinks "$folder/bin/python"
}

# kehoach: the program to check; prints its path.
kehoach() {
    if [ -z "${KEHOACH:-}" ]; then
        cargo build --quiet --release --bin kehoach >&2 || fail "the program cannot be built"
        KEHOACH=$target/release/kehoach
    fi
    realpath "$KEHOACH"
}
