package pdf

import (
	"context"
	"os"
	"runtime/debug"

	"github.com/tetratelabs/wazero"
)

// code holds what PDFium was compiled to, in memory while sandboxes run and, where it has a folder, on disk between runs.
// What is on disk is a convenience: whatever is wrong with it, the code is compiled anew.
type code struct {
	folder string // "" keeps none on disk
	cache  wazero.CompilationCache
	onDisk bool // the cache's code is in the folder, too
}

func newCode(folder string) *code { return &code{folder: folder} }

// use calls start with the cache, once more without the folder where that fails.
func (c *code) use(start func(wazero.CompilationCache) error) error {
	if c.cache == nil && c.folder != "" && c.open() {
		if err := start(c.cache); err == nil {
			if sealFiles(c.folder) > 0 {
				debug.FreeOSMemory() // compiling takes hundreds of megabytes
			}
			c.onDisk = true
			return nil
		}
		c.close()
		removeFiles(c.folder)
		c.folder = "" // full, or of a kind that does not work; it is tried again by the next process
	}
	if c.cache == nil {
		c.cache = wazero.NewCompilationCache()
		defer debug.FreeOSMemory()
	}
	return start(c.cache)
}

// open takes from the folder what is sound, and reports whether the folder can be used.
func (c *code) open() bool {
	if os.MkdirAll(c.folder, 0o700) != nil {
		return false
	}
	info, err := os.Stat(c.folder)
	if err != nil || !info.IsDir() || info.Mode().Perm()&0o022 != 0 { // what others may write is not run as code
		return false
	}
	probe, err := os.CreateTemp(c.folder, "*"+unfinished)
	if err != nil {
		return false
	}
	defer os.Remove(probe.Name())
	defer probe.Close()
	now, err := probe.Stat()
	if err != nil {
		return false
	}
	dropUnsound(c.folder, now.ModTime())
	c.cache, err = wazero.NewCompilationCacheWithDir(c.folder)
	return err == nil
}

// close gives the memory back and reports whether there was any.
func (c *code) close() bool {
	if c.cache == nil {
		return false
	}
	_ = c.cache.Close(context.Background()) // holds memory only; there is nothing to do about an error
	c.cache, c.onDisk = nil, false
	return true
}
