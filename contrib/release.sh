#!/usr/bin/env bash
# Builds the archives of a release from the committed tree into dist/, the same bytes each time with the same Go and git:
#   contrib/release.sh [VERSION]     VERSION such as v0.2.0; by default the tag of the commit
# TARGETS="linux/amd64 …" limits the platforms, DIST names another folder.
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1:-$(git describe --tags --exact-match 2>/dev/null || true)}
if ! [[ $version =~ ^v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then
  echo "release.sh: '$version' is no version such as v0.2.0: name one, or tag the commit" >&2
  exit 2
fi
version=${version#v}
targets=${TARGETS:-linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64}
dist=${DIST:-dist}
mkdir -p "$dist"
dist=$(cd "$dist" && pwd)

# A clone holds what is committed and nothing else; from it the build knows its revision.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
revision=$(git rev-parse HEAD)
git clone --quiet --shared --no-checkout . "$work/tree"
cd "$work/tree"
git checkout --quiet --detach "$revision"

extras=(LICENSE README.md README.ja.md CHANGELOG.md sources.yaml contrib/koubo.service contrib/koubo.socket)
made=()
for target in $targets; do
  os=${target%/*} arch=${target#*/}
  name=koubo-$version-$os-$arch
  binary=$work/$os-$arch/koubo
  [ "$os" != windows ] || binary=$binary.exe
  CGO_ENABLED=0 GOOS=$os GOARCH=$arch GOFLAGS= GOWORK=off \
    go build -trimpath -buildvcs=true -ldflags "-s -w -buildid= -X main.release=$version" -o "$binary" ./cmd/koubo
  # git archive writes names in order and the commit's instant, so that nothing depends on the day or the machine.
  pack=(git -c tar.umask=0022 archive --prefix="$name/" --add-file="$binary")
  if [ "$os" = windows ]; then
    file=$name.zip
    "${pack[@]}" --format=zip HEAD -- "${extras[@]}" >"$dist/$file"
  else
    file=$name.tar.gz
    "${pack[@]}" --format=tar HEAD -- "${extras[@]}" | gzip -9n >"$dist/$file"
  fi
  made+=("$file")
  echo "$dist/$file"
done

cd "$dist"
if command -v sha256sum >/dev/null; then sum=(sha256sum); else sum=(shasum -a 256); fi
"${sum[@]}" "${made[@]}" >"koubo-$version-SHA256SUMS"
echo "$dist/koubo-$version-SHA256SUMS"
