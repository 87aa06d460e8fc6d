package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
)

// module is a WebAssembly module of one function, which returns 42.
var module = []byte("\x00asm\x01\x00\x00\x00" + "\x01\x05\x01\x60\x00\x01\x7f" + "\x03\x02\x01\x00" + "\x07\x05\x01\x01f\x00\x00" + "\x0a\x06\x01\x04\x00\x41\x2a\x0b")

// compileIn compiles the module with the code of a folder, as a process does that starts, and calls it.
func compileIn(t *testing.T, folder string) {
	t.Helper()
	c := newCode(folder)
	defer c.close()
	err := c.use(func(cache wazero.CompilationCache) error {
		runtime := wazero.NewRuntimeWithConfig(t.Context(), wazero.NewRuntimeConfig().WithCompilationCache(cache))
		defer runtime.Close(t.Context())
		instance, err := runtime.Instantiate(t.Context(), module)
		if err != nil {
			return err
		}
		results, err := instance.ExportedFunction("f").Call(t.Context())
		if err == nil && results[0] != 42 {
			t.Errorf("the function returns %d", results[0])
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// kept returns the one file of code in a folder.
func kept(t *testing.T, folder string) string {
	t.Helper()
	files := codeFiles(folder)
	if len(files) != 1 {
		t.Fatalf("%d files are kept: %v", len(files), files)
	}
	return files[0].path
}

func TestCodeIsCompiledOnce(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder")
	compileIn(t, folder)
	file := kept(t, folder)
	past := time.Now().AddDate(-3, 0, 0)
	if err := os.Chtimes(file, past, past); err != nil {
		t.Fatal(err)
	}
	compileIn(t, folder)
	if info, err := os.Stat(kept(t, folder)); err != nil || !info.ModTime().Equal(past) {
		t.Errorf("it was compiled again: %v", err)
	}
	if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("others may look at the folder: %v", info.Mode())
	}
}

// TestDamagedCodeIsCompiledAnew damages each byte of the file in turn, and its digest, and cuts it.
func TestDamagedCodeIsCompiledAnew(t *testing.T) {
	folder := t.TempDir()
	compileIn(t, folder)
	file := kept(t, folder)
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	damage := map[string][]byte{"empty": {}, "half": good[:len(good)/2], "longer": append(slices.Clone(good), 0)}
	for at := 0; at < len(good); at += 1 + len(good)/100 {
		bad := slices.Clone(good)
		bad[at] ^= 0xff
		damage[fmt.Sprint("byte ", at)] = bad
	}
	for name, bad := range damage {
		if err := os.WriteFile(file, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		compileIn(t, folder)
		if now, err := os.ReadFile(kept(t, folder)); err != nil || bytes.Equal(now, bad) {
			t.Errorf("%s: the damaged code is still there: %v", name, err)
		}
	}
	if err := os.WriteFile(file+digestSuffix, []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	compileIn(t, folder)
	if sum, err := os.ReadFile(file + digestSuffix); err != nil || len(sum) != 64 {
		t.Errorf("no digest stands beside the new file: %q, %v", sum, err)
	}
}

// TestDamageBeforeTheDigestIsSurvived is a file that was damaged while it was written.
func TestDamageBeforeTheDigestIsSurvived(t *testing.T) {
	folder := t.TempDir()
	compileIn(t, folder)
	file := kept(t, folder)
	if err := errors.Join(os.WriteFile(file, []byte("nonsense"), 0o600), os.Remove(file+digestSuffix)); err != nil {
		t.Fatal(err)
	}
	sealFiles(folder)
	compileIn(t, folder) // without the folder
	compileIn(t, folder)
	if data, err := os.ReadFile(kept(t, folder)); err != nil || string(data) == "nonsense" {
		t.Errorf("%q, %v", data, err)
	}
}

// TestAFolderThatCannotBeUsedIsDoneWithout makes folders that are none, or that cannot be trusted or written.
func TestAFolderThatCannotBeUsedIsDoneWithout(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	shared := filepath.Join(folder, "shared")
	occupied := filepath.Join(folder, "occupied")
	compileIn(t, occupied)
	within := filepath.Dir(kept(t, occupied))
	if err := errors.Join(os.WriteFile(file, nil, 0o600), os.Mkdir(shared, 0o777), os.Chmod(shared, 0o777),
		os.RemoveAll(within), os.WriteFile(within, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"", file, filepath.Join(file, "below"), shared, "/proc/nothing/can/be/made/here", occupied} {
		compileIn(t, folder)
		if files := codeFiles(folder); len(files) > 0 {
			t.Errorf("%s: something was written: %v", folder, files)
		}
	}
}

func TestTheFolderIsBoundedAndNothingElseInItIsTouched(t *testing.T) {
	folder := t.TempDir()
	compileIn(t, folder)
	current := kept(t, folder)
	put := func(name string, age time.Duration) string {
		path := filepath.Join(folder, name)
		at := time.Now().Add(-age)
		sum, _ := digest(current)
		data, _ := os.ReadFile(current)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, data, 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, unfinished) {
			if err := os.WriteFile(path+digestSuffix, []byte(sum), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return path
	}
	hash := strings.Repeat("0a", 32)
	young, old := put("wazero-v1/"+hash, time.Hour), put("wazero-v0/"+hash, 2*time.Hour)
	writing, left := put("wazero-v1/"+hash+".1.tmp", time.Minute), put("wazero-v1/"+hash+".2.tmp", 2*time.Hour)
	foreign := put("notes/"+hash, 1000*time.Hour)
	compileIn(t, folder)
	for path, stays := range map[string]bool{current: true, young: true, old: false, old + digestSuffix: false, writing: true, left: false, foreign: true} {
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: %v, should stay: %t", path, err, stays)
		}
	}
}

// TestWhatIsCostlyToGetAgainIsKeptWhileIdle looks at the real compiled code.
func TestWhatIsCostlyToGetAgainIsKeptWhileIdle(t *testing.T) {
	onDisk := newEngine(compiled)
	box, err := onDisk.start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	box.close()
	if onDisk.rest(); onDisk.code.cache != nil {
		t.Error("code that is on disk is kept in memory")
	}
	inMemory := newEngine("")
	inMemory.code.cache = wazero.NewCompilationCache()
	if inMemory.rest(); inMemory.code.cache == nil {
		t.Error("code that would have to be compiled again is not kept")
	}
	if inMemory.close(); inMemory.code.cache != nil {
		t.Error("it is kept for good")
	}
}
