# What a machine needs, and how to get it. Sourced by ./run and ./test. It keeps to what bash 3.2
# knows, because macOS has no later one.

# Debian's name for the package that a program is in.
package_of() {
    case "$1" in
        postgres) echo postgresql ;;
        etcd) echo etcd-server ;;
        dig) echo bind9-dnsutils ;;
        ps) echo procps ;;
        *) echo "$1" ;;
    esac
}

servers_of() {
    case "$1" in
        level1 | level2) echo postgres ;;
        level3) echo postgres redis-server prometheus ;;
        level4 | level5) echo postgres redis-server etcd prometheus ;;
        *) ;;
    esac
}

find_program() {
    local found
    found=$(command -v "$1" 2>/dev/null) && { echo "$found"; return; }
    found=$(ls -d /usr/lib/postgresql/*/bin/"$1" /opt/homebrew/opt/*/bin/"$1" /usr/local/opt/*/bin/"$1" 2>/dev/null | sort -V | tail -1)
    [ -n "$found" ] && echo "$found"
}

# Where somebody sits at the terminal, sudo may ask for the password.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
}

can_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || as_root true 2>/dev/null; }
}

# macOS has no timeout.
limited() {
    if command -v timeout >/dev/null; then timeout "$@"; else shift; "$@"; fi
}

# Debian would start a PostgreSQL of its own at installation; levels bring theirs.
install_packages() {
    echo "run: installing $* ..." >&2
    as_root apt-get update -qq >&2 || true
    case " $* " in
        *" postgresql "*)
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql-common >/dev/null
            as_root sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf ;;
    esac
    as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need_dotnet() {
    command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' && return
    echo "run: the .NET 10 SDK is missing: see https://dotnet.microsoft.com/download" >&2
    exit 1
}

need_servers() {
    local missing=() program
    for program in ps $(servers_of "$1"); do
        find_program "$program" >/dev/null || missing+=("$(package_of "$program")")
    done
    need_packages ${missing[@]+"${missing[@]}"}
}

need_packages() {
    [ $# -eq 0 ] && return
    if can_install; then
        install_packages "$@"
    elif command -v brew >/dev/null; then
        echo "run: missing: $*. Type: brew install ${*/-server/}" >&2
        exit 1
    else
        echo "run: missing: $*. Type: sudo apt-get install $*" >&2
        exit 1
    fi
}

# A compiler that makes levels start faster; where the feed has none, they go without it.
want_ahead() {
    [ -f artifacts/no-ahead ] && return
    mkdir -p artifacts
    limited 120 dotnet restore shared/CompileAhead/Download.csproj >artifacts/ahead.log 2>&1 && return
    # Only a feed that answers and has none is not asked again.
    ! grep -qE 'NU110[123]' artifacts/ahead.log || touch artifacts/no-ahead
    echo "run: this feed has no ahead-of-time compiler: levels will start more slowly" >&2
}

version_flag() { case "$1" in dig) echo -v ;; *) echo --version ;; esac; }

line() { printf '%-12s %s\n' "$1" "$2"; }

doctor() {
    local program found missing=()
    line dotnet "$(dotnet --version 2>/dev/null || echo 'missing: https://dotnet.microsoft.com/download (SDK 10)')"
    for program in postgres redis-server etcd prometheus dig; do
        if found=$(find_program "$program"); then
            line "$program" "$("$found" "$(version_flag "$program")" 2>&1 | head -1)"
        else
            line "$program" "missing (package $(package_of "$program"))"
            missing+=("$(package_of "$program")")
        fi
    done
    line level1-2 'need dotnet, postgres'
    line level3 'needs redis-server and prometheus, too; dig asks its name server'
    line level4-5 'need etcd, too'
    line aspire "$(aspire_packages)"
    line memory "$(free -h 2>/dev/null | awk '/^Mem/ {print $7 " free"}')"
    if [ "${1:-}" = --fix ]; then
        need_dotnet
        need_packages ${missing[@]+"${missing[@]}"}
        [ "${2:-}" = --dashboard ] && install_dashboard
        echo "doctor: all set: type ./run 1"
    elif [ ${#missing[@]} -gt 0 ]; then
        echo "doctor: ./run doctor --fix installs what is missing"
    fi
}

# Aspire's own dashboard comes with its command line, which npm has, too.
install_dashboard() {
    local system machine
    case "$(uname -s)" in Darwin) system=osx ;; *) system=linux ;; esac
    case "$(uname -m)" in arm64 | aarch64) machine=arm64 ;; *) machine=x64 ;; esac
    if npm install --silent --no-fund --no-audit --prefix .tools "@microsoft/aspire-cli-$system-$machine"; then
        echo "doctor: the Aspire dashboard starts with the levels from now on"
    else
        echo "doctor: npm has no Aspire command line for $system-$machine: levels run without the dashboard"
    fi
}

aspire_packages() {
    if restores Aspire.Hosting; then
        echo 'the packages restore here: ./run 1 --aspire'
    else
        echo 'the packages do not restore here: the stand-in host is used'
    fi
}

# Whether the package feed has a package, in the version that is used here, asked as a build would.
restores() {
    local folder version result=0
    version=$(sed -n "s/.*Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" Directory.Packages.props)
    folder=$(mktemp -d)
    cat >"$folder/probe.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="$1" Version="$version" /></ItemGroup>
</Project>
END
    limited 60 dotnet restore "$folder/probe.csproj" >/dev/null 2>&1 || result=1
    rm -rf "$folder"
    return $result
}
