package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"koubo/opportunity"
	"koubo/sources/check"
	"koubo/sources/edit"
	"koubo/sources/municipality"

	"github.com/spf13/cobra"
)

type addFlags struct {
	setup
	issuer string
	id     string
	yes    bool
	dryRun bool
	json   bool
}

func newSourceAdd() *cobra.Command {
	var f addFlags
	cmd := &cobra.Command{
		Use:   "add URL",
		Short: "Find the feeds and lists of a municipality's site and write them into the configuration",
		Long: `Look for the feeds and lists of announcements of the site whose home page, or any other page, is given: with 16 requests at
most, robots.txt among them, a second apart, as that permits. What was found is shown with its first items, then asked about, then
written into the configuration file as one more source; all else in the file stays as it is. What another source reads
already is left out. No data file is needed, so that it may run beside koubo serve, which takes the new source up at once.`,
		Example: `  koubo source add https://www.city.naha.okinawa.jp/
  koubo source add https://www.town.example.jp/ --issuer 203211 --dry-run
  koubo source add https://www.city.naha.okinawa.jp/ --yes --json`,
		Args: takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	f.flags(cmd)
	cmd.Flags().StringVar(&f.issuer, "issuer", "", "6-digit code of the body, or its name where only one has it (default: the one whose site it is)")
	cmd.Flags().StringVar(&f.id, "id", "", "id of the new source (default: made of prefecture and body)")
	cmd.Flags().BoolVar(&f.yes, "yes", false, "write without asking")
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "show what would be written, and write nothing")
	cmd.Flags().BoolVar(&f.json, "json", false, "print what was found as JSON")
	return cmd
}

func (f *addFlags) run(cmd *cobra.Command, address string) error {
	cfg, before, err := f.configuration(cmd)
	if err != nil {
		return err
	}
	if address, err = siteAddress(address); err != nil {
		return usage(err)
	}
	if f.id != "" {
		if err := check.ID(f.id); err != nil {
			return usage(fmt.Errorf("--id: %w", err))
		}
	}
	if !f.yes && !f.dryRun && (f.json || !onTerminal(os.Stdin)) {
		return usage(errors.New("nobody can be asked here whether to write: --yes writes without asking, --dry-run writes nothing"))
	}
	body, err := f.body(cmd, address)
	if err != nil {
		return usage(err)
	}
	watched := watchedAddresses(cfg.All())
	if src, ok := watched[opportunity.IdentityKey(address)]; ok {
		return alreadyRead(address, src)
	}
	found, err := search(cmd, cfg, address)
	if err != nil && cmd.Context().Err() == nil {
		return fmt.Errorf("%w; open the address in a browser: if it is right, try again later, else give that of the home page or of the list", err)
	}
	if err != nil {
		return err
	}
	result, err := f.result(cfg, body, found, watched)
	if err != nil {
		return err
	}
	after, err := edit.Insert(f.config, before, result.entry(), vocabulary())
	if err != nil {
		return usage(err)
	}
	return f.conclude(cmd, result, before, after)
}

// brokenScheme is how the begin of an address is mistyped: http:/a.jp, https//a.jp.
var brokenScheme = regexp.MustCompile(`^(?i)(https?)(?::?/+|:)`)

// siteAddress completes what a person types: a host alone stands for its home page.
func siteAddress(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", errors.New("an address is missing: copy that of the page from the browser")
	}
	typed = brokenScheme.ReplaceAllString(typed, "$1://")
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	return opportunity.CanonicalURL(typed), check.URL(typed)
}

// body is the body whose site it is: as told, as the table of bodies has it, or as the person at the terminal says.
func (f *addFlags) body(cmd *cobra.Command, address string) (municipality.Body, error) {
	if f.issuer != "" {
		body, err := municipality.All().Named(f.issuer)
		if err != nil {
			return body, fmt.Errorf("--issuer: %w", err)
		}
		return body, nil
	}
	found := municipality.All().OfSite(address)
	if len(found) == 1 {
		return found[0], nil
	}
	stranger := fmt.Errorf("%s is the site of no municipality that koubo knows", address)
	if len(found) > 1 {
		stranger = fmt.Errorf("%s is the site of %d municipalities", address, len(found))
	}
	if !onTerminal(os.Stdin) {
		return municipality.Body{}, fmt.Errorf("%w: where it is one's all the same, name it with --issuer CODE, or by its name where only one body has it", stranger)
	}
	code, err := question(cmd, tongue().Sprintf("%v. Whose is it (6-digit code or name of the body, nothing to give up)? ", stranger))
	if err != nil || code == "" {
		return municipality.Body{}, errors.Join(err, stranger)
	}
	return municipality.All().Named(code)
}

// question asks the person at the terminal.
func question(cmd *cobra.Command, words string) (string, error) {
	fmt.Fprint(os.Stderr, words)
	line, err := bufio.NewReader(cmd.InOrStdin()).ReadString('\n')
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return strings.TrimSpace(line), err
}

// saysYes reports whether an answer agrees: y, はい.
func saysYes(answer string) bool {
	answer = strings.ToLower(strings.TrimSpace(answer))
	return strings.HasPrefix(answer, "y") || strings.HasPrefix(answer, "ｙ") || strings.HasPrefix(answer, "は")
}

// conclude shows what was found, and writes where that is wanted.
func (f *addFlags) conclude(cmd *cobra.Command, result addResult, before, after []byte) error {
	if !f.json {
		if err := result.print(cmd.OutOrStdout()); err != nil {
			return err
		}
	}
	write := f.yes && !f.dryRun
	if !f.yes && !f.dryRun {
		answer, err := question(cmd, tongue().Sprintf("Write this into %s? [y/N] ", f.config))
		if err != nil {
			return err
		}
		write = saysYes(answer)
	}
	if write {
		if err := edit.Save(f.config, before, after, 0o644); err != nil {
			return err
		}
		tongue().Fprintf(os.Stderr, "koubo: %s has the source %s now; koubo crawl --source %s visits it; a running koubo takes it up by itself\n", f.config, result.Keys.ID, result.Keys.ID)
	} else {
		tongue().Fprintf(os.Stderr, "koubo: nothing was written to %s\n", f.config)
	}
	if f.json {
		result.Written = write
		return writeJSON(cmd.OutOrStdout(), result)
	}
	return nil
}
