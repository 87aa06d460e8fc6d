package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"koubo/notify/signup"
	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/web/front"
)

// book takes sign-ups, or answers all with an error. Its one good token is right.
type book struct {
	err        error
	asked      []signup.Offer
	subscribed int
}

func (b *book) Channels() []config.Channel {
	return []config.Channel{config.Email, config.Slack, config.Teams}
}

func (b *book) Ask(_ context.Context, o signup.Offer) error {
	b.asked = append(b.asked, o)
	return b.err
}

func (b *book) Read(token string) (signup.Offer, error) {
	if token != "right" {
		return signup.Offer{}, signup.ErrForged
	}
	return signup.Offer{Address: "<taro>@example.jp", To: config.Email, Query: opportunity.Query{Text: "<b>語"}, When: config.Weekly}, b.err
}

func (b *book) Subscribe(token string) (signup.Offer, error) {
	b.subscribed++
	return b.Read(token)
}

func bookFront(b *book) http.Handler {
	c := &shelf{}
	return New(front.Config{Records: c, Visits: c, Sources: fictionalSources, Now: func() time.Time { return frozen }, SignUp: b})
}

func post(handler http.Handler, address string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	r, w := httptest.NewRequest("POST", address, strings.NewReader(form.Encode())), httptest.NewRecorder()
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	handler.ServeHTTP(w, r)
	return w
}

var goodForm = url.Values{"address": {"taro@example.jp"}, "selection": {"kind=pilot&pref=47"}, "when": {"daily"}}

// TestTheFormIsRead as it was sent, and what is wrong with it is said in a sentence.
func TestTheFormIsRead(t *testing.T) {
	b := &book{}
	if w := post(bookFront(b), front.SignUpPath, goodForm); w.Code != 200 || len(b.asked) != 1 || b.asked[0].Address != "taro@example.jp" || b.asked[0].When != config.Daily || b.asked[0].Query.Values().Encode() != "kind=pilot&pref=47" ||
		!strings.Contains(w.Body.String(), `href="/?kind=pilot&amp;pref=47"`) || w.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %+v %s", w.Code, b.asked, w.Body)
	}
	for name, c := range map[string]struct {
		form url.Values
		err  error
		code int
		says string
	}{
		"an unknown condition": {url.Values{"selection": {"knd=pilot"}}, nil, 400, "knd"},
		"a broken selection":   {url.Values{"selection": {"%zz"}}, nil, 400, "読み取れません"},
		"a long form":          {url.Values{"selection": {strings.Repeat("a", 8<<10)}}, nil, 400, "読み取れません"},
		"no address":           {goodForm, signup.ErrAddress, 422, "taro@example.co.jp"},
		"no webhook":           {goodForm, signup.ErrHook, 422, "https://"},
		"a long selection":     {goodForm, signup.ErrOffer, 422, "条件を減らして"},
		"too many":             {goodForm, signup.ErrBusy, 429, "1時間"},
		"full":                 {goodForm, signup.ErrFull, 503, "上限"},
		"no mail server":       {goodForm, signup.ErrLetter, 502, "送れませんでした"},
		"a fault":              {goodForm, errors.New("disk"), 500, "内部エラー"},
	} {
		if w := post(bookFront(&book{err: c.err}), front.SignUpPath, c.form); w.Code != c.code || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}

// TestAClientSignsUpFewTimes an hour, whatever it says of itself, and other sites' pages never.
func TestAClientSignsUpFewTimes(t *testing.T) {
	const signUpsAnHour = 10
	b := &book{}
	handler := bookFront(b)
	if w := post(handler, front.SignUpPath, goodForm, "Sec-Fetch-Site", "cross-site"); w.Code != 403 || len(b.asked) > 0 {
		t.Errorf("another site's form: %d", w.Code)
	}
	for i := range signUpsAnHour + 5 {
		w := post(handler, front.SignUpPath, goodForm, "X-Forwarded-For", "203.0.113."+string(rune('0'+i%10)), "Sec-Fetch-Site", "same-origin")
		if over := i >= signUpsAnHour; over != (w.Code == 429) || over != (w.Header().Get("Retry-After") != "") {
			t.Errorf("the %dth: %d", i, w.Code)
		}
	}
	if len(b.asked) != signUpsAnHour {
		t.Errorf("%d were asked", len(b.asked))
	}
}

// TestOnlyTheButtonConfirms, and links that are forged or old get a sentence.
func TestOnlyTheButtonConfirms(t *testing.T) {
	for _, c := range []struct {
		method, address string
		err             error
		code            int
		subscribes      bool
		says            string
	}{
		{"GET", "/notify/confirm?token=right", nil, 200, false, "配信を始める"},
		{"GET", "/notify/confirm?token=right", nil, 200, false, "「&lt;b&gt;語」"},
		{"HEAD", "/notify/confirm?token=right", nil, 200, false, ""},
		{"POST", "/notify/confirm?token=right", nil, 200, true, "登録しました"},
		{"GET", "/notify/confirm?token=wrong", nil, 404, false, "このリンクは正しくありません"},
		{"POST", "/notify/confirm", nil, 404, false, "このリンクは正しくありません"},
		{"GET", "/notify/confirm?token=right", signup.ErrExpired, 410, false, "期限（24時間）が過ぎています"},
		{"POST", "/notify/confirm?token=right", signup.ErrExpired, 410, false, "もう一度お申し込みください"},
		{"GET", "/notify/confirm?token=right", signup.ErrSpent, 410, false, "すでに停止され"},
		{"POST", "/notify/confirm?token=right", signup.ErrSpent, 410, false, "もう一度お申し込みください"},
		{"GET", "/notify/subscribe", nil, 303, false, ""},
		{"PUT", "/notify/confirm?token=right", nil, 405, false, ""},
	} {
		b := &book{err: c.err}
		r, w := httptest.NewRequest(c.method, c.address, nil), httptest.NewRecorder()
		bookFront(b).ServeHTTP(w, r)
		if w.Code != c.code || (b.subscribed > 0) != c.subscribes || !strings.Contains(w.Body.String(), c.says) || strings.Contains(w.Body.String(), "<b>") {
			t.Errorf("%s %s: %d, %d subscribed: %s", c.method, c.address, w.Code, b.subscribed, w.Body)
		}
	}
}

// TestTheBoxOffersWhatIsSwitchedOn alone: e-mail, webhooks, both or nothing.
func TestTheBoxOffersWhatIsSwitchedOn(t *testing.T) {
	for _, c := range []struct {
		channels    []config.Channel
		email, hook bool
		forms       int
		says        string
	}{
		{nil, false, false, 0, ""}, {[]config.Channel{config.Email}, true, false, 1, "メールで受け取る"},
		{[]config.Channel{config.Discord, config.Slack}, false, true, 1, "新着と変更をSlack・Discordで受け取る"}, {[]config.Channel{config.Email, config.Teams}, true, true, 2, "新着と変更をTeamsで受け取る"},
	} {
		handler := New(front.Config{Records: &shelf{}, Visits: &shelf{}, Sources: fictionalSources, Now: func() time.Time { return frozen }, SignUp: offered{&book{}, c.channels}})
		r, w := httptest.NewRequest("GET", "/?pref=47", nil), httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		page := w.Body.String()
		if strings.Contains(page, `type="email"`) != c.email || strings.Contains(page, `id="hook"`) != c.hook || !strings.Contains(page, c.says) || strings.Count(page, `name="selection" value="pref=47"`) != c.forms {
			t.Errorf("%v: %s", c.channels, page)
		}
	}
}

// offered is a book that has other channels.
type offered struct {
	*book
	channels []config.Channel
}

func (o offered) Channels() []config.Channel { return o.channels }
