package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The folder of compiled code holds files that wazero writes, in one folder for each of its versions, and beside each its
// digest: wazero's own checksum covers the code but not the offsets by which it is entered.
const (
	digestSuffix = ".sha256"
	unfinished   = ".tmp"    // end of the name of a file that is being written
	mostFiles    = 2         // kept on disk, the newest: of this version of koubo and of the one before
	abandoned    = time.Hour // the age from which on an unfinished file has no writer any more
)

// sealFiles writes the digests of the files that have none, which are new, and returns how many there were.
func sealFiles(folder string) (sealed int) {
	for _, file := range codeFiles(folder) {
		if _, err := os.Stat(file.path + digestSuffix); err == nil {
			continue
		}
		if sum, err := digest(file.path); err == nil {
			_ = os.WriteFile(file.path+digestSuffix, []byte(sum), 0o600) // where it fails the file is dropped at the next start
			sealed++
		}
	}
	return sealed
}

// dropUnsound removes the files that do not match their digests, all but the newest others, and what was left unfinished.
func dropUnsound(folder string, now time.Time) {
	files := codeFiles(folder)
	slices.SortFunc(files, func(a, b codeFile) int { return b.changed.Compare(a.changed) })
	kept := 0
	for _, file := range files {
		want, err := os.ReadFile(file.path + digestSuffix)
		sum, sumErr := digest(file.path)
		if err == nil && sumErr == nil && string(want) == sum && kept < mostFiles {
			kept++
			continue
		}
		_ = os.Remove(file.path)
		_ = os.Remove(file.path + digestSuffix)
	}
	_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, unfinished) {
			return nil
		}
		if info, err := entry.Info(); err == nil && now.Sub(info.ModTime()) > abandoned {
			_ = os.Remove(path)
		}
		return nil
	})
}

// removeFiles empties the folder of compiled code.
func removeFiles(folder string) {
	for _, file := range codeFiles(folder) {
		_ = os.Remove(file.path)
		_ = os.Remove(file.path + digestSuffix)
	}
}

type codeFile struct {
	path    string
	changed time.Time
}

// codeFiles are the finished files of compiled code in a folder. What is not named as wazero names them is not ours.
func codeFiles(folder string) (files []codeFile) {
	paths, _ := filepath.Glob(filepath.Join(folder, "wazero-*", strings.Repeat("[0-9a-f]", 2*sha256.Size)))
	for _, path := range paths {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
			files = append(files, codeFile{path, info.ModTime()})
		}
	}
	return files
}

// digest is the SHA-256 of a file in hexadecimal.
func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
