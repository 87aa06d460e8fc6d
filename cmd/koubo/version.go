package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// release is the version that contrib/release.sh builds (-ldflags "-X main.release=0.2.0"); "" in other builds.
var release string

// unreleased is the version of a build that knows neither release nor tag, such as go run.
const unreleased = "0.0.0-devel"

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version, the revision it was built from, and the Go version",
		Example: "  koubo version",
		Args:    takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), versionLine())
			return err
		},
	}
}

// version is that of this build, such as 0.2.0, as it stands in the User-Agent and in the feeds' generator.
func version() string {
	info, _ := debug.ReadBuildInfo()
	return versionOf(release, info)
}

// versionOf is the release where one was built; else the tag of the build's revision, or the pseudo-version that Go makes of
// its instant and hash where it has none (https://go.dev/ref/mod#pseudo-versions).
func versionOf(release string, info *debug.BuildInfo) string {
	if release != "" {
		return strings.TrimPrefix(release, "v")
	}
	if info == nil || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return unreleased
	}
	return strings.TrimPrefix(info.Main.Version, "v")
}

// versionLine is what koubo version and koubo --version print.
func versionLine() string {
	info, _ := debug.ReadBuildInfo()
	return fmt.Sprintf("koubo %s%s %s %s/%s", version(), revisionOf(info), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// revisionOf is " (1a2b3c4d5e6f)", or " (1a2b3c4d5e6f, changed)", where the build knows it.
func revisionOf(info *debug.BuildInfo) string {
	if info == nil {
		return ""
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			if s.Value == "true" {
				changed = ", changed"
			}
		}
	}
	if len(revision) < 12 {
		return ""
	}
	return " (" + revision[:12] + changed + ")"
}
