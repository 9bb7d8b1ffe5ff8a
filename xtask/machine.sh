# What ./run and ./test need of the machine. Sourced by both from the repository's root, not run on its own.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/meanwhile
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
export npm_config_cache=${npm_config_cache:-$cache/npm}
# Debian's Chromium is used; nothing is fetched beside the packages.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
PATH=$PATH:/usr/sbin:/sbin

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

can_be_root() {
    (($(id -u) == 0)) || { command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; }
}

as_root() {
    if (($(id -u) == 0)); then "$@"; else sudo env PATH="$PATH" "$@"; fi
}

# need COMMAND=PACKAGE...: installs the Debian packages whose commands are missing, or says which they are.
need() {
    local entry missing=()
    for entry in "$@"; do
        command -v "${entry%%=*}" >/dev/null || missing+=("${entry#*=}")
    done
    ((${#missing[@]})) || return 0
    command -v apt-get >/dev/null ||
        fail "This is no Debian. Please install what these packages of Debian 12 hold:" "    ${missing[*]}"
    can_be_root ||
        fail "These packages are missing, and installing them takes root or sudo:" "    ${missing[*]}"
    echo "installing ${missing[*]}"
    as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        fail "apt-get could not install: ${missing[*]}"
}

# What building the server and the client takes.
need_to_build() {
    command -v cargo >/dev/null || fail "Rust is missing: install 1.95 or newer from https://rustup.rs"
    command -v node >/dev/null && command -v npm >/dev/null || fail "Node is missing: install version 20 with npm."
    (($(node -p 'parseInt(process.versions.node)') >= 20)) || fail "Node $(node --version) is too old: 20 is needed."
    need cc=gcc c++=g++ make=make cmake=cmake git=git
}

# The client's packages, as web/package-lock.json has them.
web_packages() {
    local stamp=web/node_modules/.installed
    cmp -s web/package-lock.json "$stamp" && return
    # Not `npm ci`: it fails where a registry lacks a package that only other systems would take.
    npm --prefix web install --no-save --no-audit --no-fund --loglevel=error &&
        cp web/package-lock.json "$stamp"
}

# An independent WebRTC client for the tests, in a place of its own: `$cache/aiortc/bin/python`.
aiortc_client() {
    local wanted=crates/server/tests/aiortc/requirements.txt venv=$cache/aiortc
    cmp -s "$wanted" "$venv/.installed" && return
    need python3=python3
    python3 -c 'import ensurepip, venv' 2>/dev/null || need pyvenv=python3-venv
    echo "installing aiortc"
    rm -rf "$venv"
    python3 -m venv "$venv" &&
        "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted" &&
        cp "$wanted" "$venv/.installed" ||
        fail "aiortc could not be installed; the tests of encoders and players need it."
}
