package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"

	"koubo/publish/target"
	"koubo/store"

	"github.com/rogpeppe/go-internal/testscript"
	bolt "go.etcd.io/bbolt"
)

// desk is what one script works with.
type desk struct {
	town   *town
	hook   *hook
	server *exec.Cmd
	logged chan struct{} // receives where the server has logged since the latest receive; closed when its log ends
	mu     sync.Mutex
	log    []string // its lines
}

type deskKey struct{}

func deskOf(ts *testscript.TestScript) *desk { return ts.Value(deskKey{}).(*desk) }

// deskCommands are the commands that the scripts have beside those of testscript.
func deskCommands() map[string]func(*testscript.TestScript, bool, []string) {
	plain := func(f func(ts *testscript.TestScript, args []string) error) func(*testscript.TestScript, bool, []string) {
		return func(ts *testscript.TestScript, _ bool, args []string) { ts.Check(f(ts, args)) }
	}
	return map[string]func(*testscript.TestScript, bool, []string){
		"expand":    plain(expand),
		"announce":  plain(announce),
		"serve":     plain(startServing),
		"quit":      plain(stopServing),
		"hangup":    plain(hangUp),
		"says":      plain(says),
		"await":     plain(await),
		"hold":      plain(hold),
		"stamp":     plain(stamp),
		"occupy":    plain(occupy),
		"smalldisk": plain(smallDisk),
		"filldisk":  plain(fillDisk),
		"intact":    plain(intact),
		"wrong":     plain(refused(exitUsage)),
		"broken":    plain(refused(exitFailed)),
		"exitcode":  plain(exitCode),
		"received":  plain(received),
		"mend":      plain(mendReceiver),
		"listed":    plain(listed),

		"recipe":      plain(recipe),
		"objectstore": plain(startObjectStore),
	}
}

// deskCondition answers [disks], whether this user may mount a small disk, and [objectstore], whether the machine has one.
func deskCondition(name string) (bool, error) {
	if name == "objectstore" {
		return objectStore() != "", nil
	}
	if name != "disks" {
		return false, errors.New("there is no condition " + name)
	}
	dir, err := os.MkdirTemp("", "koubo")
	if err != nil {
		return false, err
	}
	defer os.Remove(dir)
	if syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k") != nil {
		return false, nil
	}
	return true, syscall.Unmount(dir, 0)
}

// expand FILE… puts the environment's values for $NAME into files of the script.
func expand(ts *testscript.TestScript, files []string) error {
	for _, file := range files {
		text := os.Expand(ts.ReadFile(file), ts.Getenv)
		if err := os.WriteFile(ts.MkAbs(file), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// announce N lets each feed of the town hold so many announcements.
func announce(ts *testscript.TestScript, args []string) error {
	n, err := strconv.ParseInt(args[0], 10, 64)
	deskOf(ts).town.items.Store(n)
	return err
}

// startServing runs koubo serve with the arguments until it says that it serves; its address is then in $SERVED.
func startServing(ts *testscript.TestScript, args []string) error {
	d := deskOf(ts)
	d.server = exec.Command("koubo", append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	d.server.Dir = ts.MkAbs(".")
	d.server.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+ts.Getenv("AWS_ACCESS_KEY_ID"), "AWS_SECRET_ACCESS_KEY="+ts.Getenv("AWS_SECRET_ACCESS_KEY"))
	log, err := d.server.StderrPipe()
	if err != nil {
		return err
	}
	if err := d.server.Start(); err != nil {
		return err
	}
	ts.Defer(func() { d.server.Process.Kill() })
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		var said struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &said) == nil && said.Msg == "serving" {
			ts.Setenv("SERVED", filepath.Base(said.Address)) // of http://host:port/
			d.logged = make(chan struct{}, 1)
			go d.follow(lines)
			return nil
		}
		ts.Logf("serve: %s", lines.Text())
	}
	return errors.Join(errors.New("koubo serve ended before it served"), d.server.Wait())
}

// follow reads the server's log to its end.
func (d *desk) follow(lines *bufio.Scanner) {
	defer close(d.logged)
	for lines.Scan() {
		d.mu.Lock()
		d.log = append(d.log, lines.Text())
		d.mu.Unlock()
		select {
		case d.logged <- struct{}{}:
		default: // one is waiting
		}
	}
}

// mostAwaited bounds await: so many times something is logged without the answer sought.
const mostAwaited = 200

// await ADDRESS PATTERN asks for what is at an address whenever the server has logged something, until it matches.
func await(ts *testscript.TestScript, args []string) error {
	pattern, err := regexp.Compile(args[1])
	if err != nil {
		return err
	}
	body, logs := "", true
	for n := 0; n < mostAwaited && logs; n++ {
		if body, err = fetchPage(args[0]); err == nil && pattern.MatchString(body) {
			return nil
		}
		_, logs = <-deskOf(ts).logged
	}
	return fmt.Errorf("%s never said %s: %v\n%s", args[0], pattern, err, body)
}

// says PATTERN waits until the server has logged a line that matches, and forgets the lines up to it.
func says(ts *testscript.TestScript, args []string) error {
	pattern, err := regexp.Compile(args[0])
	if err != nil {
		return err
	}
	d := deskOf(ts)
	late := time.After(time.Minute)
	for logs := true; logs; {
		d.mu.Lock()
		at := slices.IndexFunc(d.log, pattern.MatchString)
		if at >= 0 {
			d.log = d.log[at+1:]
		}
		d.mu.Unlock()
		if at >= 0 {
			return nil
		}
		select {
		case _, logs = <-d.logged:
		case <-late:
			logs = false
		}
	}
	return fmt.Errorf("it never logged %s", pattern)
}

// hangUp sends the server the signal that has it read its configuration anew.
func hangUp(ts *testscript.TestScript, _ []string) error {
	return deskOf(ts).server.Process.Signal(syscall.SIGHUP)
}

// stopServing SIGNAL ends the server, which must take it as an order and not as a failure.
func stopServing(ts *testscript.TestScript, args []string) error {
	d := deskOf(ts)
	signal := map[string]os.Signal{"TERM": syscall.SIGTERM, "INT": os.Interrupt}[args[0]]
	if err := d.server.Process.Signal(signal); err != nil {
		return err
	}
	for range d.logged {
	}
	return d.server.Wait()
}

// hold FILE opens a data file for the rest of the script, as a running koubo does.
func hold(ts *testscript.TestScript, args []string) error {
	st, err := store.Open(ts.MkAbs(args[0]), store.Options{})
	if err == nil {
		ts.Defer(func() { st.Close() })
	}
	return err
}

// occupy FOLDER publishes to it for the rest of the script, as another koubo does.
func occupy(ts *testscript.TestScript, args []string) error {
	site, err := target.NewFolder(ts.MkAbs(args[0]))
	if err != nil {
		return err
	}
	unlock, err := site.Lock(context.Background())
	if err == nil {
		ts.Defer(func() { unlock() })
	}
	return err
}

// stamp FILE FORMAT makes a data file one of another format.
func stamp(ts *testscript.TestScript, args []string) error {
	db, err := bolt.Open(ts.MkAbs(args[0]), 0o644, nil)
	if err != nil {
		return err
	}
	put := db.Update(func(tx *bolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte("format"), []byte(args[1])) })
	return errors.Join(put, db.Close())
}

// smallDisk FOLDER SIZE mounts a disk of so many bytes.
func smallDisk(ts *testscript.TestScript, args []string) error {
	dir := ts.MkAbs(args[0])
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+args[1]); err != nil {
		return err
	}
	ts.Defer(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return nil
}

// fillDisk FOLDER leaves no room.
func fillDisk(ts *testscript.TestScript, args []string) error {
	f, err := os.Create(filepath.Join(ts.MkAbs(args[0]), "filler"))
	if err != nil {
		return err
	}
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return f.Close()
}

// intact FILE reads a whole data file and finds no contradiction in it.
func intact(ts *testscript.TestScript, args []string) error {
	st, err := store.Open(ts.MkAbs(args[0]), store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(st.Check(), st.Close())
}
