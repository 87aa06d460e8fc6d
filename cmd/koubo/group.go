package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// helpOrSuggest is the RunE of a command that only has commands below it: alone it shows its help, and of a word that is none of
// them it says what was probably meant, or which there are.
func helpOrSuggest(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	return unknownCommand(cmd, args[0])
}

// unknownCommand is wrong usage: parent has no command of that name.
func unknownCommand(parent *cobra.Command, word string) error {
	parent.SuggestionsMinimumDistance = 2 // letters to change; SuggestionsFor takes 0 as it is
	if near := parent.SuggestionsFor(word); len(near) > 0 {
		return usage(fmt.Errorf("there is no command %q; did you mean %s?", parent.CommandPath()+" "+word, strings.Join(near, " or ")))
	}
	var names []string
	for _, c := range parent.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return usage(fmt.Errorf("there is no command %q; there are %s: see %s --help", parent.CommandPath()+" "+word, strings.Join(names, ", "), parent.CommandPath()))
}

// newHelp is cobra's help command, but a word that is no command is wrong usage.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Help about a command",
		RunE: func(cmd *cobra.Command, words []string) error {
			found, rest, err := cmd.Root().Find(words)
			if err != nil {
				return usage(err)
			}
			if len(rest) > 0 {
				return unknownCommand(found, rest[0])
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}
