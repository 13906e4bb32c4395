#!/bin/sh
# Prints the path of a Python that can make a virtual environment, or says what is missing.
# PYTHON names one to use; MINIMUM raises the version asked for.

minimum=${MINIMUM:-3.11}
missing_venv=
too_old=

for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3 python}; do
    path=$(command -v "$candidate" 2>/dev/null) || continue
    # A version manager's shim may exist and still answer with an error: it does not count.
    version=$("$path" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    if ! "$path" -c "import sys; sys.exit(sys.version_info < tuple(map(int, '$minimum'.split('.'))))"; then
        too_old="$too_old $candidate is $version."
        continue
    fi
    if ! "$path" -c 'import ensurepip, venv' 2>/dev/null; then
        missing_venv=${missing_venv:-$version}
        continue
    fi
    printf '%s\n' "$path"
    exit 0
done

if [ -n "$missing_venv" ]; then
    echo "Python $missing_venv is here, but without its venv module. On Debian and Ubuntu, as root:" >&2
    echo "    apt-get install python$missing_venv-venv" >&2
elif [ -n "$too_old" ]; then
    echo "This needs Python $minimum or newer.$too_old" >&2
    echo "If you have one under another name: make PYTHON=/path/to/python ..." >&2
else
    echo "This needs Python $minimum or newer, and no Python was found. On Debian and Ubuntu, as root:" >&2
    echo "    apt-get install python3 python3-venv" >&2
fi
exit 1
