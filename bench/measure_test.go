package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// pass is what one run of a program cost.
type pass struct {
	Code     int     // exit code
	Wall     float64 // seconds
	CPU      float64 // seconds, user and system
	RSS      int64   // peak, KiB
	Requests int     // as the nation counted them
	SimCPU   float64 // seconds the nation itself took meanwhile
	Sent     int     // requests that the program says it made; 0 where it does not say
	Slowest  string  // the visits that took longest
}

func (p pass) String() string {
	requests := float64(max(p.Requests, 1))
	text := fmt.Sprintf("  exit %d, %d requests in %.1f s = %.0f/s, CPU %.1f s = %.2f ms/request, peak %d MiB; the nation's CPU %.1f s",
		p.Code, p.Requests, p.Wall, requests/p.Wall, p.CPU, p.CPU/requests*1000, p.RSS/1024, p.SimCPU)
	if p.Sent > 0 && p.Requests > p.Sent+*sites { // a robots.txt that is asked for ahead of a visit is not in its report
		text += fmt.Sprintf("\n  NOTE: the program reports %d requests; somebody else visits the nation", p.Sent)
	}
	return text + p.Slowest
}

// noteEnv names the file in which measureChild notes what its command cost.
const noteEnv = "KOUBO_BENCH_NOTE"

// measured runs a command to its end. Its standard output goes to out, its standard error to out.log.
//
// The command is the child of a small process of its own: Linux counts the memory of the process that forks into the
// peak of the one forked, and the tests hold the whole nation's truth.
func measured(t *testing.T, out string, command ...string) (p pass) {
	t.Helper()
	stdout, stderr := create(t, out), create(t, out+".log")
	note := filepath.Join(t.TempDir(), "note.json")
	cmd := exec.Command(os.Args[0], command...)
	cmd.Env = append(os.Environ(), noteEnv+"="+note)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v; see %s.log", command, err, out)
	}
	readJSON(t, note, &p)
	return p
}

func create(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// measureChild runs the command and notes its cost.
func measureChild(note string, command []string) int {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	begun := time.Now()
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	p := pass{Code: cmd.ProcessState.ExitCode(), Wall: time.Since(begun).Seconds()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		p.CPU, p.RSS = float64(usage.Utime.Nano()+usage.Stime.Nano())/1e9, usage.Maxrss
	}
	data, err := json.Marshal(p)
	if err == nil {
		err = os.WriteFile(note, data, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func readJSON(t *testing.T, file string, value any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, value)
	}
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
