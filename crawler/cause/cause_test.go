package cause

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"koubo/crawler/fetch"
	"koubo/crawler/transport"
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

// TestAnAnswerIsACause: what a status means for a feed or list.
func TestAnAnswerIsACause(t *testing.T) {
	for status, c := range map[int]struct {
		code sources.CauseCode
		says string
	}{
		401: {sources.CauseRefused, "refuses us (it answers 401)"}, 403: {sources.CauseRefused, "refuses us (it answers 403)"}, 404: {sources.CauseGone, "gone (it answers 404)"}, 410: {sources.CauseGone, "gone (it answers 410)"},
		402: {sources.CauseStatus, "the server answers 402"}, 500: {sources.CauseStatus, "the server answers 500"}, 204: {sources.CauseStatus, "the server answers 204"}, 304: {sources.CauseOther, "nothing changed (304)"},
	} {
		err := OfStatus(status)
		got := Of(fmt.Errorf("list: %w", err))
		if got.Code != c.code || !strings.Contains(err.Error(), c.says) || c.code != sources.CauseOther && got.Args["status"] != fmt.Sprint(status) {
			t.Errorf("%d: %+v, %v", status, got, err)
		}
		if errors.As(err, new(Refused)) != (c.code == sources.CauseRefused) {
			t.Errorf("%d: %T", status, err)
		}
	}
	broken := errors.New("no table")
	if got := Of(Unreadable{broken}); got.Code != sources.CauseUnreadable || got.Args["words"] != "no table" || !errors.Is(Unreadable{broken}, broken) || (Unreadable{broken}).Error() != "no table" {
		t.Errorf("%+v", got)
	}
	if got := Of(Notice{"メンテナンス中"}); got.Code != sources.CauseNotice || got.Args["words"] != "メンテナンス中" || !strings.Contains(Notice{"メンテナンス中"}.Error(), "(メンテナンス中)") {
		t.Errorf("%+v", got)
	}
}

// TestEachReasonOfFetchingHasItsCode.
func TestEachReasonOfFetchingHasItsCode(t *testing.T) {
	for err, want := range map[error]sources.CauseCode{
		fetch.Forbidden{Why: "x"}: sources.CauseRobots, fetch.TooLarge{Limit: 1}: sources.CauseTooLarge, transport.ForbiddenAddress{}: sources.CauseAddress, fetch.RedirectError{Words: "x"}: sources.CauseRedirect,
		fetch.Later{}: sources.CauseLater, fetch.Slow{}: sources.CauseSlow, fetch.OwnNetwork{}: sources.CauseOther,
	} {
		got := Of(err)
		if got.Code != want || (len(got.Args) > 0) != (want == sources.CauseOther) {
			t.Errorf("%T: %+v", err, got)
		}
	}
	if got := New("c", "a", 1, "b", "two", "odd"); len(got.Args) != 2 || got.Args["a"] != "1" || got.Args["b"] != "two" || New("c").Args != nil || New("c", "odd").Args != nil {
		t.Errorf("%+v", got)
	}
}
