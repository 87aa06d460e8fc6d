package cause

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"koubo/crawler/fetch"
	"koubo/sources"
)

type ours struct{ error }

func (ours) Cause() sources.Cause { return New(sources.CauseGone, "status", 404) }

func TestOf(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{ours{errors.New("x")}, "gone map[status:404]"},
		{fmt.Errorf("wrapped: %w", ours{errors.New("x")}), "gone map[status:404]"},
		{fetch.Slow{After: time.Second}, "slow map[]"},
		{fetch.Later{Host: "a.jp"}, "later map[]"},
		{fetch.Unreachable{Words: "no such name"}, "unreachable map[words:no such name]"},
		{errors.New("something else"), "other map[words:something else]"},
	} {
		got := Of(c.err)
		if words := fmt.Sprint(got.Code, " ", got.Args); words != c.want {
			t.Errorf("%v: %s, want %s", c.err, words, c.want)
		}
	}
}
