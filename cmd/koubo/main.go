// Command koubo finds what Japan's municipalities invite companies to, and republishes it as one feed, one page and one
// API.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exit codes, the same for every command.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPartial = 3 // finished, but some sources are in trouble
)

// exitError is an error that decides the exit code. said means that its words stand on the screen already.
type exitError struct {
	code int
	err  error
	said bool
}

func (e exitError) Error() string { return e.err.Error() }
func (e exitError) Unwrap() error { return e.err }

func usage(err error) error { return exitError{code: exitUsage, err: err} }

func main() {
	boundMemory(softMemory)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run executes one command line and returns its exit code.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	var exit exitError
	if !errors.As(err, &exit) {
		exit = exitError{code: exitFailed, err: err}
	}
	if !exit.said {
		fmt.Fprintln(os.Stderr, "koubo:", tongue().Text(err.Error()))
	}
	return exit.code
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "koubo",
		Short: "Japan's municipal calls to companies, as one feed",
		Long: `koubo (公募) watches the web sites and feeds of Japan's prefectures and municipalities, turns what they
announce to companies into typed records, and republishes all of them as one feed, one page and one API.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 finished with some sources in trouble.`,
		Example: `  koubo demo                                  # a fictional prefecture, no network needed
  koubo serve                                 # watch the whole catalogue
  koubo query --kind pilot --pref 長野県      # what is open now`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       versionLine(),
		RunE:          helpOrSuggest,
		Args:          cobra.ArbitraryArgs,
	}
	root.SetFlagErrorFunc(flagFault)
	root.SetHelpCommand(newHelp())
	root.SetVersionTemplate("{{.Version}}\n")
	root.AddCommand(newServe(), newCrawl(), newReplay(), newDiffRuns(), newDemo(), newQuery(), newExtract(), newEval(), newSource(), newSchema(), newNotify(), newPublish(), newVerify(), newVersion())
	translateHelp(root, tongue())
	return root
}

// flagFault says what is wrong with a flag, without the words of the library that found it.
func flagFault(cmd *cobra.Command, err error) error {
	if words := cmd.Flags().Args(); cmd.HasSubCommands() && len(words) > 0 { // koubo sevre --listen …
		return unknownCommand(cmd, words[0])
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		err = fmt.Errorf("--%s cannot be %q", invalid.GetFlag().Name, invalid.GetValue())
	}
	return usage(fmt.Errorf("%w; see %s --help", err, cmd.CommandPath()))
}

// isCount matches what the library says of too few or too many arguments, which names none of them.
var isCount = regexp.MustCompile(`^(?:accepts|requires) .*arg\(s\)`)

// takes wraps an argument check so that what it finds is wrong usage.
func takes(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			if _, wanted, takesWords := strings.Cut(cmd.Use, " "); takesWords && isCount.MatchString(err.Error()) {
				err = fmt.Errorf("%s takes %s, and got %d words", cmd.CommandPath(), wanted, len(args))
			}
			return usage(fmt.Errorf("%w; see %s --help", err, cmd.CommandPath()))
		}
		return nil
	}
}
