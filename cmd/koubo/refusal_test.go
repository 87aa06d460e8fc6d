package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// attempt runs koubo with the arguments in the script's folder and returns its exit code and its standard error.
func attempt(ts *testscript.TestScript, args []string) (code int, said string, err error) {
	var out, faults bytes.Buffer
	cmd := exec.Command("koubo", args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), &out, &faults
	err = cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return exit.ExitCode(), faults.String(), nil
	}
	return 0, faults.String(), err
}

// refused makes a command CODE-NAME PATTERN ARGS…: koubo must exit with the code and say one sentence, which fits the
// pattern, on one line.
func refused(want int) func(*testscript.TestScript, []string) error {
	return func(ts *testscript.TestScript, args []string) error {
		pattern, err := regexp.Compile(args[0])
		if err != nil {
			return err
		}
		code, said, err := attempt(ts, args[1:])
		if err != nil {
			return err
		}
		said = strings.TrimSuffix(withoutLog(said), "\n")
		switch {
		case code != want:
			return fmt.Errorf("exit code %d in place of %d: %s", code, want, said)
		case strings.Contains(said, "\n") || !strings.HasPrefix(said, "koubo: "):
			return fmt.Errorf("not one line that begins with koubo: %q", said)
		case !pattern.MatchString(said):
			return fmt.Errorf("%q does not say %q", said, pattern)
		}
		return nil
	}
}

// withoutLog leaves out what koubo serve logs before it fails.
func withoutLog(said string) string {
	var kept strings.Builder
	for line := range strings.Lines(said) {
		if !strings.HasPrefix(line, `{"time":`) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// exitCode CODE ARGS… runs koubo and looks at its exit code alone.
func exitCode(ts *testscript.TestScript, args []string) error {
	want, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	code, said, err := attempt(ts, args[1:])
	if err == nil && code != want {
		err = fmt.Errorf("exit code %d in place of %d: %s", code, want, said)
	}
	return err
}
