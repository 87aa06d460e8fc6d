package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"slices"
	"syscall"

	"github.com/coreos/go-systemd/v22/activation"

	"koubo/sources/check"
)

// listeners opens what readers connect to: an address, and beside it the socket file of a proxy on this machine, where one is named.
// Sockets that systemd hands over stand for both.
func listeners(addr, socket string) ([]net.Listener, error) {
	handed, err := activation.Listeners()
	if err != nil {
		return nil, fmt.Errorf("the sockets that systemd hands over cannot be used: %w", err)
	}
	if handed = slices.DeleteFunc(handed, func(l net.Listener) bool { return l == nil }); len(handed) > 0 {
		return handed, nil
	}
	l, err := listen("--listen", addr)
	if err != nil || socket == "" {
		return []net.Listener{l}, err
	}
	beside, err := listenFile(socket)
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return []net.Listener{l, beside}, nil
}

// listen opens an address, host:port, that a flag names.
func listen(flag, addr string) (net.Listener, error) {
	if err := check.Listen(addr); err != nil {
		return nil, usage(fmt.Errorf("%s: %w", flag, err))
	}
	l, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is in use, perhaps by another koubo; stop it, or choose another address with %s", addr, flag)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s may only be used by the administrator; choose a port above 1023 with %s", addr, flag)
	case err != nil:
		return nil, usage(fmt.Errorf("nothing can be served at %s (%w); name an address of this machine, such as 127.0.0.1:8080, with %s", addr, err, flag))
	}
	return l, nil
}

// socketMode lets every user of the machine connect, as to a port of it.
const socketMode = 0o666

// listenFile opens a socket file. One that was left behind, to which nobody listens, is replaced; any other file stays.
func listenFile(path string) (net.Listener, error) {
	switch found, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, usage(fmt.Errorf("--socket: %w", err))
	case found.Mode().Type() != fs.ModeSocket:
		return nil, usage(fmt.Errorf("--socket: %s is a file and no socket; name a file that does not exist", path))
	default:
		if c, err := net.Dial("unix", path); err == nil {
			c.Close()
			return nil, fmt.Errorf("--socket: %s is in use, perhaps by another koubo; stop it, or name another file", path)
		}
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("--socket: %w", err)
		}
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, usage(fmt.Errorf("--socket: %w; name a file in a folder that koubo may write to", err))
	}
	if err := os.Chmod(path, socketMode); err != nil {
		return nil, errors.Join(fmt.Errorf("--socket: %w", err), l.Close())
	}
	return l, nil
}

// addressOf names a listener as a reader or a proxy does.
func addressOf(l net.Listener) string {
	if l.Addr().Network() == "unix" {
		return "unix:" + l.Addr().String()
	}
	return "http://" + l.Addr().String() + "/"
}

// closeAll closes listeners that nothing was served at.
func closeAll(ls []net.Listener) (err error) {
	for _, l := range ls {
		err = errors.Join(err, l.Close())
	}
	return err
}
