package bench

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestProfile writes the profile of the processor's time that a build of the program is optimised by
// (https://go.dev/doc/pgo): of a first pass over a nation that works, and of one over a nation that misbehaves.
//
//	go test ./bench -run Profile -profile ../cmd/koubo/default.pgo
func TestProfile(t *testing.T) {
	if *profile == "" {
		t.Skip("writes a profile where -profile names its file")
	}
	b := build(t)
	folder := t.TempDir()
	var parts []string
	for name, flags := range map[string][]string{"healthy": {"-latency", "0", "-bad", "0"}, "misbehaving": {"-bad", "0.12"}} {
		sim := b.simulate(t, append(flags, "-start", *start)...)
		k := newKoubo(t, b, sim, *workers)
		k.profile = filepath.Join(folder, name)
		pass, _ := sim.watch(t, k.crawl)
		t.Logf("%s\n%s", name, pass)
		parts = append(parts, k.profile)
	}
	out, err := exec.Command("go", append([]string{"tool", "pprof", "-proto", "-output", *profile}, parts...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("the profiles cannot be joined: %v\n%s", err, out)
	}
	if info, err := os.Stat(*profile); err != nil || info.Size() == 0 {
		t.Fatalf("no profile was written: %v\n%s", err, out)
	}
}
