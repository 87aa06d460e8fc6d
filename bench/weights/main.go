// Command weights learns from the odd half of the labelled files what the words around a date speak for, and writes the weights that koubo
// is built with:
//
//	go run ./bench/weights
//
// and so from the titles what each of their words speaks for (-titles: only these). The same files give the same bytes. With -check it leaves
// out one set of files at a time, learns from the others, and prints how often the dates of the set left out are taken for what they are.
package main

import (
	"errors"
	"flag"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"koubo/opportunity/extract/deadline/weigh"
)

func main() {
	log.SetFlags(0)
	folder := flag.String("labelled", "testdata/labelled", "folder of the labelled files: pages*/NAME.html beside NAME.want.json, phrases*.jsonl")
	out := flag.String("out", "opportunity/extract/deadline/weigh", "folder to write alone.txt and together.txt to")
	check := flag.Bool("check", false, "leave out one set at a time and print what is made of it, instead of writing")
	groups := flag.String("groups", "", "with -check: sets to leave out together, names parted by commas and groups by semicolons; each set alone where empty")
	without := flag.String("without", "", "names of sets not to learn from, parted by commas")
	pull := flag.Float64("pull", defaultPull, "strength of the pull towards weights of 0")
	titles := flag.Bool("titles", false, "learn from titles alone")
	flag.Parse()
	if err := learnTitles(*folder, *check); err != nil {
		log.Fatal(err)
	}
	if *titles {
		return
	}
	sets, err := readSets(*folder)
	if err != nil {
		log.Fatal(err)
	}
	if *check {
		checkSets(sets, groupsOf(sets, *groups), *pull)
		return
	}
	if err := write(*out, weigh.LearnModel(lessons(sets, strings.Split(*without, ",")...), *pull)); err != nil {
		log.Fatal(err)
	}
}

// defaultPull was the best of .3, 1, 3 and 10 over all sets left out in turn.
const defaultPull = 1

// write writes the two files of a model.
func write(folder string, m *weigh.Model) error {
	return errors.Join(writeFile(filepath.Join(folder, "alone.txt"), m.Alone), writeFile(filepath.Join(folder, "together.txt"), m.Together))
}

func writeFile(file string, w interface{ Write(io.Writer) error }) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := w.Write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
