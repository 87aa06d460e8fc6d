package bench

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// binaries are the programs under measurement, built for one run of the tests.
type binaries struct {
	folder  string // where they lie, by name: koubo, citysim, colly, pool
	citysim string // the simulator's sources
}

// build builds the program and the simulator with its baselines. It skips where there is no simulator.
func build(t *testing.T) binaries {
	t.Helper()
	b := binaries{folder: t.TempDir(), citysim: os.Getenv("KOUBO_CITYSIM")}
	if b.citysim == "" {
		b.citysim = filepath.Join("..", "..", "shared", "citysim")
	}
	var err error
	if b.citysim, err = filepath.Abs(b.citysim); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(b.citysim, "serve.go")); err != nil {
		t.Skipf("the simulated nation is not here: %v; name its folder in KOUBO_CITYSIM", err)
	}
	b.goBuild(t, "..", "./cmd/koubo")
	b.goBuild(t, b.citysim, ".")
	b.goBuild(t, filepath.Join(b.citysim, "baselines"), "./colly", "./pool")
	return b
}

func (b binaries) goBuild(t *testing.T, folder string, packages ...string) {
	t.Helper()
	cmd := exec.Command("go", append([]string{"build", "-buildvcs=false", "-o", b.folder + "/"}, packages...)...)
	cmd.Dir = folder
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s in %s: %v\n%s", cmd, folder, err, out)
	}
}

func (b binaries) path(name string) string { return filepath.Join(b.folder, name) }
