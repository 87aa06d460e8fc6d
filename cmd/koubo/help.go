package main

import (
	"strings"

	"koubo/cmd/koubo/wording"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// translateHelp puts the help of a command, and of all below it, into the operator's language.
func translateHelp(cmd *cobra.Command, l wording.Language) {
	if l != wording.Japanese {
		return
	}
	if !cmd.HasParent() {
		cmd.InitDefaultCompletionCmd()
		cmd.SetUsageTemplate(wording.UsageTemplate)
	}
	cmd.DisableFlagsInUseLine = true // the template says that there are some
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	if words, ok := wording.HelpOf(cmd.CommandPath()); ok {
		cmd.Short, cmd.Long = words.Short, words.Long
	}
	cmd.Example = translateRemarks(cmd.Example, l)
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch words, ok := wording.FlagOf(f.Usage); {
		case ok:
			f.Usage = words
		case f.Name == "help":
			f.Usage = "この説明を表示する"
		case f.Name == "version":
			f.Usage = "版を表示する"
		}
	})
	for _, below := range cmd.Commands() {
		translateHelp(below, l)
	}
}

// translateRemarks says in the language what stands behind a # in the lines of an example.
func translateRemarks(example string, l wording.Language) string {
	lines := strings.Split(example, "\n")
	for n, line := range lines {
		if command, remark, ok := strings.Cut(line, " # "); ok {
			lines[n] = command + " # " + l.Text(strings.TrimSpace(remark))
		}
	}
	return strings.Join(lines, "\n")
}
